-- A member role for each project without one: bound to the project, and allowed to read what members see. A project has one where a role
-- of either naming (project-12345678-member, role_project_12345678_member) is bound to it. Each new role stays with the project that it
-- was made for, though two projects may begin with the same eight digits.
WITH made AS MATERIALIZED (
    SELECT uuid_generate_v4() AS role_id, g.id AS project_id
    FROM groups g
    WHERE NOT EXISTS (
        SELECT FROM association_scopes_entities a JOIN roles r ON r.id::text = a.entity_id
        WHERE a.scope_type = 'project' AND a.scope_id = g.id::text AND a.entity_type = 'role'
          AND r.name IN (format('project-%s-member', left(g.id::text, 8)), format('role_project_%s_member', left(g.id::text, 8)))
    )
), new_roles AS (
    INSERT INTO roles (id, name, source, status)
    SELECT role_id, format('project-%s-member', left(project_id::text, 8)), 'system', 'active' FROM made
), bound AS (
    INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
    SELECT 'project', project_id::text, 'role', role_id::text FROM made
)
INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT role_id, 'project', project_id::text, entity_type, 'read'
FROM made, unnest(ARRAY[
    'user', 'vfolder', 'image', 'session', 'artifact', 'artifact_registry', 'app_config', 'notification_channel', 'notification_rule',
    'model_deployment', 'model_card'
]) AS entity_type;

-- The member roles of the older naming were made as custom ones, though no person made them.
UPDATE roles r SET source = 'system'
WHERE name LIKE 'role_project_%_member' AND source = 'custom'
  AND EXISTS (
      SELECT FROM association_scopes_entities a
      WHERE a.scope_type = 'project' AND a.entity_type = 'role' AND a.entity_id = r.id::text
  );
