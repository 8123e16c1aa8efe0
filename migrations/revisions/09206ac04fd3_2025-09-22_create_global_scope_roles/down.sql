-- loses: the global roles and who has them

CREATE TEMPORARY TABLE global_groups AS
SELECT g.id, g.role_id FROM permission_groups AS g JOIN roles AS r ON r.id = g.role_id
WHERE g.scope_id = 'global' AND r.name IN ('role_superadmin', 'role_monitor') AND r.source = 'system';

DELETE FROM permissions WHERE permission_group_id IN (SELECT id FROM global_groups);
DELETE FROM user_roles WHERE role_id IN (SELECT role_id FROM global_groups);
DELETE FROM roles WHERE id IN (SELECT role_id FROM global_groups);
DELETE FROM permission_groups WHERE id IN (SELECT id FROM global_groups);

DROP TABLE global_groups;
