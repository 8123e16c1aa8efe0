-- The permissions of presets become bits, as those of roles are. The right to pass a right on has no bit, so its
-- rows go. The unique constraint stays with the column.

DELETE FROM role_permission_presets
WHERE operation NOT IN ('read', 'update', 'create', 'soft-delete', 'hard-delete');

ALTER TABLE role_permission_presets
    ALTER COLUMN operation TYPE smallint USING CASE operation
        WHEN 'read' THEN 1
        WHEN 'update' THEN 2
        WHEN 'create' THEN 4
        WHEN 'soft-delete' THEN 8
        WHEN 'hard-delete' THEN 16
    END;
ALTER TABLE role_permission_presets RENAME COLUMN operation TO permission;
