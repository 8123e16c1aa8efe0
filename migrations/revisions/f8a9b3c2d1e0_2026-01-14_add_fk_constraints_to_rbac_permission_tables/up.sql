-- Permissions belong to a role's scope. What names a role or scope that is gone, is deleted; so is a permission on an
-- object that is in none of the role's scopes.

DELETE FROM permission_groups AS g WHERE NOT EXISTS (SELECT FROM roles AS r WHERE r.id = g.role_id);
DELETE FROM permissions AS p WHERE NOT EXISTS (SELECT FROM permission_groups AS g WHERE g.id = p.permission_group_id);

ALTER TABLE object_permissions ADD COLUMN permission_group_id uuid;

UPDATE object_permissions
SET permission_group_id = scope.permission_group_id
FROM (
    SELECT DISTINCT ON (o.id) o.id, g.id AS permission_group_id
    FROM object_permissions AS o
    JOIN permission_groups AS g ON g.role_id = o.role_id
    JOIN association_scopes_entities AS a
      ON (a.scope_type, a.scope_id, a.entity_type, a.entity_id)
       = (g.scope_type, g.scope_id, o.entity_type, o.entity_id)
    ORDER BY o.id, g.scope_type, g.scope_id
) AS scope
WHERE scope.id = object_permissions.id;

DELETE FROM object_permissions WHERE permission_group_id IS NULL;

ALTER TABLE object_permissions
    ALTER COLUMN permission_group_id SET NOT NULL,
    ADD CONSTRAINT fk_object_permissions_permission_group_id_permission_groups
        FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;

ALTER TABLE permissions
    ADD CONSTRAINT fk_permissions_permission_group_id_permission_groups
    FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;
