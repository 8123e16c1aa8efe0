-- A role that has permissions in a project is in the project's scope.

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT DISTINCT 'project', scope_id, 'role', role_id::text
FROM permissions
WHERE scope_type = 'project'
ON CONFLICT DO NOTHING;
