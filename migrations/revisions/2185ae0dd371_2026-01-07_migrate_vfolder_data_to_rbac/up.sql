-- Roles get permissions on virtual folders in their scope: all operations, or reading alone for members (a domain's
-- members get none). A folder is in the scope of the user or project that owns it. Whoever a folder is shared with has,
-- in his own role, the owner's scope and the operations on this one folder that the share allows.

INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, 'vfolder', operation
FROM permission_groups AS g
JOIN roles AS r ON r.id = g.role_id
JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation ON r.name NOT LIKE '%member' OR (operation = 'read' AND g.scope_type <> 'domain')
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'user', "user"::text, 'vfolder', id::text
FROM vfolders
WHERE ownership_type = 'user' AND "user" IS NOT NULL
UNION ALL
SELECT 'project', "group"::text, 'vfolder', id::text
FROM vfolders
WHERE ownership_type = 'group' AND "group" IS NOT NULL
ON CONFLICT DO NOTHING;

-- A user's own role is the one that has a group in the user's scope.
CREATE TEMPORARY TABLE shares AS
SELECT ur.role_id,
       v.id AS vfolder_id,
       CASE v.ownership_type WHEN 'user' THEN 'user' ELSE 'project' END AS scope_type,
       CASE v.ownership_type WHEN 'user' THEN v."user" ELSE v."group" END::text AS scope_id,
       p.permission
FROM vfolder_permissions AS p
JOIN vfolders AS v ON v.id = p.vfolder
JOIN user_roles AS ur ON ur.user_id = p."user"
JOIN permission_groups AS g ON g.role_id = ur.role_id AND g.scope_type = 'user' AND g.scope_id = p."user"::text;

INSERT INTO permission_groups (role_id, scope_type, scope_id)
SELECT DISTINCT role_id, scope_type, scope_id
FROM shares
WHERE scope_id IS NOT NULL
  AND NOT EXISTS (
      SELECT FROM permission_groups AS g
      WHERE (g.role_id, g.scope_type, g.scope_id) = (shares.role_id, shares.scope_type, shares.scope_id)
  );

INSERT INTO object_permissions (role_id, entity_type, entity_id, operation)
SELECT s.role_id, 'vfolder', s.vfolder_id::text, allowed.operation
FROM shares AS s
JOIN (
    VALUES ('ro', 'read'),
           ('rw', 'read'), ('rw', 'update'),
           ('wd', 'read'), ('wd', 'update'), ('wd', 'soft-delete'), ('wd', 'hard-delete')
) AS allowed (permission, operation) ON allowed.permission = s.permission::text;

DROP TABLE shares;
