-- A preset for one scope alone means nothing any more. Those for "public" and "global" go with their roles, which
-- end with the scopes.
-- loses: presets for one scope, those of the global scopes with their roles

WITH preset AS (
    DELETE FROM role_presets WHERE scope_type = 'global' RETURNING id
), role AS (
    DELETE FROM roles WHERE role_preset_id IN (SELECT id FROM preset) RETURNING id
)
DELETE FROM virtual_entities WHERE entity_type = 'role' AND entity_id IN (SELECT id FROM role);

ALTER TABLE role_presets DROP COLUMN scope_id;
