-- A folder that is shared with a user is referred to from the user's scope, and the user's roles have what the share
-- allows in the scope of the folder itself.

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id, relation_type)
SELECT DISTINCT 'user', "user"::text, 'vfolder', vfolder::text, 'ref'
FROM vfolder_permissions
ON CONFLICT (scope_type, scope_id, entity_id) DO UPDATE SET relation_type = 'ref'
WHERE association_scopes_entities.relation_type <> 'ref';

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT ur.role_id, 'vfolder', p.vfolder::text, 'vfolder', allowed.operation
FROM vfolder_permissions AS p
JOIN user_roles AS ur ON ur.user_id = p."user"
JOIN (
    VALUES ('ro', 'read'),
           ('rw', 'read'), ('rw', 'update'),
           ('wd', 'read'), ('wd', 'update'), ('wd', 'soft-delete'), ('wd', 'hard-delete')
) AS allowed (permission, operation) ON allowed.permission = p.permission::text
ON CONFLICT DO NOTHING;
