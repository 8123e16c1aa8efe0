-- Stores pg_temp.new_roles with their nodes and permissions, and gives users the roles that are theirs. Nothing is taken away.

INSERT INTO roles (id, name, source, status, auto_assign, role_preset_id, scope_type, scope_id)
SELECT id, name, 'system', 'active', auto_assign, role_preset_id, scope_type, scope_id FROM pg_temp.new_roles;

-- A role's node is a member of itself and of its scope's node, which govern it.
WITH node AS (
    INSERT INTO virtual_entities (entity_type, entity_id) SELECT 'role', id FROM pg_temp.new_roles
    RETURNING id, entity_id
), pair AS (
    SELECT id AS holder, id AS member FROM node
    UNION ALL
    SELECT scope_node, node.id FROM node JOIN pg_temp.new_roles ON new_roles.id = entity_id
), membership AS (
    INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped) SELECT holder, member, false FROM pair
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id) SELECT member, holder FROM pair;

INSERT INTO permissions (role_id, entity_type, permission)
SELECT new_roles.id, entity_type, permission
  FROM pg_temp.new_roles JOIN role_permission_presets USING (role_preset_id)
 WHERE permission <> 0;

ANALYZE roles;

-- A user has the roles of himself, of his domain, and of everybody; of the projects whose member he is; and of those that he has made, the one
-- that their creator gets.
WITH assigned AS (
    SELECT id, scope_type, scope_id FROM roles WHERE auto_assign AND status = 'active'
), roster AS (
    SELECT project.entity_id AS project, member.entity_id AS user_id
      FROM entity_memberships AS membership
      JOIN virtual_entities AS project ON project.id = virtual_entity_id AND project.entity_type = 'project'
      JOIN virtual_entities AS member ON member.id = member_entity_id AND member.entity_type = 'user'
)
INSERT INTO user_roles (user_id, role_id)
SELECT users.uuid, assigned.id
  FROM users JOIN domains ON domains.name = domain_name
  JOIN assigned ON (scope_type, scope_id) = ('user', users.uuid)
UNION
SELECT users.uuid, assigned.id
  FROM users JOIN domains ON domains.name = domain_name
  JOIN assigned ON (scope_type, scope_id) = ('domain', domains.id)
UNION
SELECT users.uuid, assigned.id
  FROM users JOIN domains ON domains.name = domain_name
 CROSS JOIN global_entities
  JOIN assigned ON (scope_type, scope_id) = ('global', global_entities.id)
 WHERE global_entities.name = 'public'
UNION
SELECT user_id, assigned.id FROM roster JOIN assigned ON (scope_type, scope_id) = ('project', project)
UNION
SELECT creator_id, roles.id
  FROM groups
  JOIN roster ON (project, user_id) = (groups.id, creator_id)
  JOIN roles ON (scope_type, scope_id) = ('project', groups.id) AND role_preset_id = '22c4db03-24aa-5ff8-b5a9-64b2a2182413'
ON CONFLICT DO NOTHING;
