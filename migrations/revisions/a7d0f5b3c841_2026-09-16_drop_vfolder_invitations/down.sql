-- loses: invitations to folders that were answered, and permissions on invitations; those without an answer come back from the shares, with rw where they were wd

CREATE TYPE vfoldermountpermission AS ENUM ('ro', 'rw', 'wd');
CREATE TYPE vfolderinvitationstate AS ENUM ('pending', 'canceled', 'accepted', 'rejected');

CREATE TABLE vfolder_invitations (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    permission vfoldermountpermission,
    inviter    varchar(256),
    invitee    varchar(256) NOT NULL,
    state      vfolderinvitationstate,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    vfolder    uuid NOT NULL,
    CONSTRAINT pk_vfolder_invitations PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_invitations_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE
);

INSERT INTO vfolder_invitations (permission, inviter, invitee, state, created_at, updated_at, vfolder)
SELECT
    CASE WHEN s.permission_cap = 1 THEN 'ro'::vfoldermountpermission ELSE 'rw'::vfoldermountpermission END,
    u.email,
    s.recipient_email,
    'pending',
    s.created_at,
    s.updated_at,
    v.id
FROM entity_shares AS s
JOIN vfolders AS v ON v.id = s.target_entity_id
LEFT JOIN users AS u ON u.uuid = s.sharer_user_id
WHERE s.target_entity_type = 'vfolder' AND s.status = 'pending' AND s.recipient_email IS NOT NULL;
