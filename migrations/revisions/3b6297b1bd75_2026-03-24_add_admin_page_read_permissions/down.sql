DELETE FROM permissions
USING roles AS r
WHERE r.id = permissions.role_id
  AND permissions.operation = 'read'
  AND (
      (permissions.scope_type = 'project' AND permissions.entity_type = 'project_admin_page'
          AND r.name LIKE 'role\_project\_%\_admin')
      OR (permissions.scope_type = 'domain' AND permissions.entity_type = 'domain_admin_page'
          AND r.name LIKE 'role\_domain\_%\_admin')
  );
