-- Members of projects are bound to them in the permission tables too.
INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id, relation_type)
SELECT 'project', group_id::text, 'user', user_id::text, 'auto' FROM association_groups_users
ON CONFLICT DO NOTHING;
