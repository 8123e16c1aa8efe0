CREATE TYPE vfolderinvitationstate AS ENUM ('pending', 'canceled', 'accepted', 'rejected');

CREATE TYPE vfoldermountpermission AS ENUM ('ro', 'rw', 'wd');

CREATE TABLE vfolder_invitations (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    permission vfoldermountpermission,
    inviter    varchar(256),
    invitee    varchar(256) NOT NULL,
    state      vfolderinvitationstate,
    created_at timestamptz NOT NULL DEFAULT now(),
    vfolder    uuid NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vfolder_invitations PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_invitations_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- TODO: rows
