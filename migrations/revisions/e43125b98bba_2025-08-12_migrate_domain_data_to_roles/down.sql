-- loses: the roles of domains and who has them; which users and projects are in the scope of which domain

CREATE TEMPORARY TABLE domain_groups AS
SELECT id, role_id FROM permission_groups WHERE scope_type = 'domain';

DELETE FROM permissions WHERE permission_group_id IN (SELECT id FROM domain_groups);
DELETE FROM user_roles WHERE role_id IN (SELECT role_id FROM domain_groups);
DELETE FROM roles WHERE id IN (SELECT role_id FROM domain_groups);
DELETE FROM permission_groups WHERE id IN (SELECT id FROM domain_groups);
DELETE FROM association_scopes_entities
WHERE scope_type = 'domain' AND entity_type IN ('user', 'project');

DROP TABLE domain_groups;
