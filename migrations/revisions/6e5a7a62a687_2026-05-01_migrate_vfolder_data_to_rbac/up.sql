-- The content of a folder is a thing of its own with permissions: owners have four operations, in projects the roles that are no
-- members' roles; people that a folder is shared with have what its mount permission says. The roles of a person are those with a
-- permission in the scope of that person.
WITH personal AS (
    SELECT DISTINCT h.user_id, h.role_id
    FROM user_roles h
    JOIN permissions p ON p.role_id = h.role_id AND p.scope_type = 'user' AND p.scope_id = h.user_id::text
), granted AS (
    SELECT r.role_id, f.id AS folder, ARRAY['create', 'read', 'update', 'hard-delete'] AS operations
    FROM vfolders f JOIN personal r ON r.user_id = f."user"
    WHERE f.ownership_type = 'user'
    UNION ALL
    SELECT r.id, f.id, ARRAY['create', 'read', 'update', 'hard-delete']
    FROM vfolders f
    JOIN (
        SELECT DISTINCT roles.id, p.scope_id FROM permissions p JOIN roles ON roles.id = p.role_id
        WHERE p.scope_type = 'project' AND roles.name NOT LIKE '%member'
    ) AS r ON r.scope_id = f."group"::text
    WHERE f.ownership_type = 'group'
    UNION ALL
    SELECT r.role_id, s.vfolder,
           CASE s.permission
               WHEN 'ro' THEN ARRAY['read']
               WHEN 'rw' THEN ARRAY['read', 'update']
               WHEN 'wd' THEN ARRAY['read', 'update', 'hard-delete']
           END
    FROM vfolder_permissions s JOIN personal r ON r.user_id = s."user"
)
INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT role_id, 'vfolder', folder::text, 'vfolder:data', operation
FROM granted, unnest(operations) AS operation
ON CONFLICT DO NOTHING;
