-- loses: the permissions of roles on the folders shared with their users

DELETE FROM permissions
USING vfolder_permissions AS p
JOIN user_roles AS ur ON ur.user_id = p."user"
WHERE permissions.role_id = ur.role_id
  AND permissions.scope_type = 'vfolder'
  AND permissions.scope_id = p.vfolder::text
  AND permissions.entity_type = 'vfolder';

UPDATE association_scopes_entities AS a
SET relation_type = 'auto'
FROM vfolder_permissions AS p
WHERE a.scope_type = 'user'
  AND a.scope_id = p."user"::text
  AND a.entity_type = 'vfolder'
  AND a.entity_id = p.vfolder::text
  AND a.relation_type = 'ref';
