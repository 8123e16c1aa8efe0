-- All roles get permissions on vfolders in their scope: all operations, or reading alone for members. A user's
-- permission on a vfolder goes to each of the user's roles. Vfolders are in the scope of their domain, of their
-- owner, and of the users who may mount them. The type of mount permissions has a new name.

ALTER TABLE association_scopes_entities DROP CONSTRAINT IF EXISTS uq_scope_id_entity_id;

ALTER TYPE vfolderpermission RENAME TO vfoldermountpermission;

INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, 'vfolder', operation
FROM permission_groups AS g
JOIN roles AS r ON r.id = g.role_id
CROSS JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation
WHERE r.source = 'system' OR operation = 'read';

INSERT INTO object_permissions (role_id, entity_type, entity_id, operation)
SELECT r.role_id, 'vfolder', p.vfolder, granted.operation
FROM vfolder_permissions AS p
JOIN user_roles AS r ON r.user_id = p."user"
JOIN (VALUES
    ('ro'::vfoldermountpermission, 'read'),
    ('rw', 'read'), ('rw', 'update'),
    ('wd', 'read'), ('wd', 'update'), ('wd', 'soft-delete'), ('wd', 'hard-delete')
) AS granted (permission, operation) USING (permission);

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'domain', domain_name, 'vfolder', id FROM vfolders
UNION ALL
SELECT 'user', "user"::text, 'vfolder', id FROM vfolders WHERE ownership_type = 'user' AND "user" IS NOT NULL
UNION ALL
SELECT 'project', "group"::text, 'vfolder', id FROM vfolders WHERE ownership_type = 'group' AND "group" IS NOT NULL
UNION ALL
SELECT 'user', "user"::text, 'vfolder', vfolder FROM vfolder_permissions;
