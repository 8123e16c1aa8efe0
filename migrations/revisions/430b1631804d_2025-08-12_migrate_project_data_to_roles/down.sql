-- loses: the roles of projects and who has them; which users are in the scope of which project

CREATE TEMPORARY TABLE project_groups AS
SELECT id, role_id FROM permission_groups WHERE scope_type = 'project';

DELETE FROM permissions WHERE permission_group_id IN (SELECT id FROM project_groups);
DELETE FROM user_roles WHERE role_id IN (SELECT role_id FROM project_groups);
DELETE FROM roles WHERE id IN (SELECT role_id FROM project_groups);
DELETE FROM permission_groups WHERE id IN (SELECT id FROM project_groups);
DELETE FROM association_scopes_entities WHERE scope_type = 'project' AND entity_type = 'user';
DELETE FROM association_scopes_entities AS twin USING association_scopes_entities AS a
WHERE a.scope_id = twin.scope_id AND a.entity_id = twin.entity_id AND a.id < twin.id;

DROP TABLE project_groups;

ALTER TABLE association_scopes_entities ADD CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_id, entity_id);
