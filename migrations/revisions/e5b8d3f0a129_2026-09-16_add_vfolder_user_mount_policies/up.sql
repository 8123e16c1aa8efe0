-- What a user may do with a folder when it is mounted, where that differs from the folder's default: write, for
-- those who made a folder of a model store; and what vfolder_permissions says of folders of others, of several
-- rows the widest. Who has a row there holds an accepted share of the folder, too.

CREATE TABLE vfolder_user_mount_policies (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    vfolder_id uuid NOT NULL,
    user_id    uuid NOT NULL,
    permission varchar(64) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vfolder_user_mount_policies PRIMARY KEY (id),
    CONSTRAINT uq_vfolder_user_mount_policies_vfolder_id UNIQUE (vfolder_id, user_id),
    CONSTRAINT fk_vfolder_user_mount_policies_vfolder_id_vfolders
        FOREIGN KEY (vfolder_id) REFERENCES vfolders (id) ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_user_mount_policies_user_id_users
        FOREIGN KEY (user_id) REFERENCES users (uuid) ON DELETE CASCADE
);

CREATE TEMPORARY TABLE lent AS
SELECT
    v.id AS vfolder,
    p."user" AS user_id,
    v."user" AS owner,
    CASE WHEN bool_and(p.permission IS NOT DISTINCT FROM 'ro') THEN 'ro' ELSE 'rw' END AS permission
FROM vfolder_permissions AS p
JOIN vfolders AS v ON v.id = p.vfolder
WHERE v."user" IS DISTINCT FROM p."user"
GROUP BY v.id, p."user";
ANALYZE lent;

INSERT INTO vfolder_user_mount_policies (vfolder_id, user_id, permission)
SELECT v.id, u.uuid, 'rw'
FROM vfolders AS v
JOIN groups AS g ON g.id = v."group"
JOIN users AS u ON u.uuid = v.creator_id
WHERE g.type = 'model-store' AND v.ownership_type = 'group';

INSERT INTO vfolder_user_mount_policies (vfolder_id, user_id, permission)
SELECT vfolder, user_id, permission FROM lent
ON CONFLICT (vfolder_id, user_id) DO NOTHING;

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'vfolder', vfolder FROM lent
UNION
SELECT 'user', user_id FROM lent
ON CONFLICT (entity_type, entity_id) DO NOTHING;

-- Nothing makes sure that a folder's owner is still there.
INSERT INTO entity_shares (
    sharer_user_id, recipient_entity_type, recipient_entity_id, target_entity_type, target_entity_id,
    permission_cap, status
)
SELECT
    u.uuid, 'user', lent.user_id, 'vfolder', lent.vfolder,
    CASE WHEN lent.permission = 'ro' THEN 1 ELSE 1 | 2 | 8 END, 'accepted'
FROM lent
LEFT JOIN users AS u ON u.uuid = lent.owner
WHERE NOT EXISTS (
    SELECT FROM entity_shares AS s
    WHERE s.target_entity_type = 'vfolder'
        AND s.target_entity_id = lent.vfolder
        AND s.recipient_entity_type = 'user'
        AND s.recipient_entity_id = lent.user_id
        AND s.status = 'accepted'
);

DROP TABLE lent;

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'entity_share', id FROM entity_shares WHERE target_entity_type = 'vfolder'
ON CONFLICT (entity_type, entity_id) DO NOTHING;

CREATE TEMPORARY TABLE edge AS
SELECT share.id AS node, folder.id AS scope
FROM entity_shares AS s
JOIN virtual_entities AS share ON share.entity_type = 'entity_share' AND share.entity_id = s.id
JOIN virtual_entities AS folder ON folder.entity_type = 'vfolder' AND folder.entity_id = s.target_entity_id
WHERE s.target_entity_type = 'vfolder'
UNION ALL
SELECT id, id FROM virtual_entities WHERE entity_type IN ('user', 'vfolder', 'entity_share');

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
