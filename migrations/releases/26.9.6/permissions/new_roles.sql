-- The roles that are wanted and not there, in pg_temp.new_roles: one for each scope and preset of the scope's type. Scopes are the nodes of domains,
-- projects, users and global entities whose row is there. `name` is what a role is called without a template.

-- This preset belongs to one scope, which has another id in each database.
UPDATE role_presets
   SET scope_id = global_entities.id, updated_at = now()
  FROM global_entities
 WHERE role_presets.id = '01993d56-bb39-7d13-a84b-b6a84fc8b7fd' AND scope_type = 'global'
   AND global_entities.name = 'public' AND scope_id IS DISTINCT FROM global_entities.id;

CREATE TEMPORARY TABLE new_roles ON COMMIT DROP AS
WITH entity (entity_type, entity_id, name) AS (
    SELECT 'domain', id, name FROM domains
    UNION ALL SELECT 'project', id, name FROM groups
    UNION ALL SELECT 'user', uuid, username FROM users
    UNION ALL SELECT 'global', id, name FROM global_entities
)
SELECT uuid_generate_v7() AS id,
       role_presets.id AS role_preset_id,
       role_presets.auto_assign,
       node.id AS scope_node,
       entity_type AS scope_type,
       entity_id AS scope_id,
       entity.name AS scope_name,
       role_presets.name AS preset,
       role_name_template AS template,
       left(role_presets.name, 55) || '-' || left(entity_id::text, 8) AS name
  FROM virtual_entities AS node
  JOIN entity USING (entity_type, entity_id)
  JOIN role_presets ON scope_type = entity_type AND NOT deleted AND (scope_id IS NULL OR scope_id = entity_id)
 WHERE NOT EXISTS (SELECT FROM roles WHERE roles.role_preset_id = role_presets.id AND roles.scope_id = entity_id);

ANALYZE pg_temp.new_roles;
