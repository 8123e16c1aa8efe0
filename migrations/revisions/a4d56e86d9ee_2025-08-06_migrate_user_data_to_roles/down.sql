-- loses: the roles that users have for themselves

CREATE TEMPORARY TABLE self_groups AS
SELECT g.id, g.role_id FROM permission_groups AS g JOIN roles AS r ON r.id = g.role_id
WHERE g.scope_type = 'user' AND r.source = 'system';

DELETE FROM permissions WHERE permission_group_id IN (SELECT id FROM self_groups);
DELETE FROM user_roles WHERE role_id IN (SELECT role_id FROM self_groups);
DELETE FROM roles WHERE id IN (SELECT role_id FROM self_groups);
DELETE FROM permission_groups WHERE id IN (SELECT id FROM self_groups);

DROP TABLE self_groups;
