-- Invitations to a folder that wait for an answer become shares that wait for one: of several to one address the
-- newest. "wd" allows what "rw" does: to read, update and soft-delete. An address of more than 64 characters does
-- not fit.

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT DISTINCT 'vfolder', vfolder FROM vfolder_invitations WHERE state = 'pending'
ON CONFLICT (entity_type, entity_id) DO NOTHING;

INSERT INTO entity_shares (
    sharer_user_id, recipient_email, target_entity_type, target_entity_id, permission_cap, status, created_at,
    updated_at
)
SELECT DISTINCT ON (i.vfolder, i.invitee)
    u.uuid, i.invitee, 'vfolder', i.vfolder, CASE WHEN i.permission = 'ro' THEN 1 ELSE 1 | 2 | 8 END, 'pending',
    i.created_at, i.updated_at
FROM vfolder_invitations AS i
LEFT JOIN users AS u ON u.email = i.inviter
WHERE i.state = 'pending'
    AND char_length(i.invitee) <= 64
    AND NOT EXISTS (
        SELECT FROM entity_shares AS s
        WHERE s.target_entity_type = 'vfolder'
            AND s.target_entity_id = i.vfolder
            AND s.recipient_email = i.invitee
            AND s.status IN ('pending', 'accepted')
    )
ORDER BY i.vfolder, i.invitee, i.updated_at DESC;

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'entity_share', id FROM entity_shares WHERE target_entity_type = 'vfolder'
ON CONFLICT (entity_type, entity_id) DO NOTHING;

-- The folders in their projects, and every share in its folder.
CREATE TEMPORARY TABLE edge AS
SELECT folder.id AS node, project.id AS scope
FROM vfolders AS v
JOIN virtual_entities AS folder ON folder.entity_type = 'vfolder' AND folder.entity_id = v.id
JOIN virtual_entities AS project ON project.entity_type = 'project' AND project.entity_id = v."group"
WHERE v.id IN (SELECT vfolder FROM vfolder_invitations WHERE state = 'pending')
UNION ALL
SELECT share.id, folder.id
FROM entity_shares AS s
JOIN virtual_entities AS share ON share.entity_type = 'entity_share' AND share.entity_id = s.id
JOIN virtual_entities AS folder ON folder.entity_type = 'vfolder' AND folder.entity_id = s.target_entity_id
WHERE s.target_entity_type = 'vfolder'
UNION ALL
SELECT id, id FROM virtual_entities WHERE entity_type IN ('vfolder', 'entity_share');

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
