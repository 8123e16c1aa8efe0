-- A wording of f4a1c9d20b73 that was never released put members back who had left their project: those of
-- association_groups_users. They are known by the time, which is that of the permissions written with them, and
-- leave again. No revision before writes a capped edge, so a database that was upgraded in one go has none.

CREATE TEMPORARY TABLE restored AS
SELECT m.id, project.entity_id AS project, member.entity_id AS member, m.created_at
FROM entity_memberships AS m
JOIN virtual_entities AS project ON project.id = m.virtual_entity_id AND project.entity_type = 'project'
JOIN virtual_entities AS member ON member.id = m.member_entity_id AND member.entity_type = 'user'
JOIN association_groups_users AS a ON a.group_id = project.entity_id AND a.user_id = member.entity_id
WHERE m.capped
    AND m.created_at IN (
        SELECT p.created_at
        FROM permissions AS p
        JOIN roles AS r ON r.id = p.role_id
        WHERE r.role_preset_id IS NOT NULL
    );

DELETE FROM user_roles AS held
USING restored, roles AS r
WHERE held.user_id = restored.member
    AND held.role_id = r.id
    AND r.scope_type = 'project'
    AND r.scope_id = restored.project
    AND held.granted_at = restored.created_at;

DELETE FROM entity_memberships WHERE id IN (SELECT id FROM restored);

DROP TABLE restored;
