-- loses: preset permissions that are none of the five operations

DELETE FROM role_permission_presets WHERE permission NOT IN (1, 2, 4, 8, 16);

ALTER TABLE role_permission_presets RENAME COLUMN permission TO operation;
ALTER TABLE role_permission_presets
    ALTER COLUMN operation TYPE varchar(32) USING CASE operation
        WHEN 1 THEN 'read'
        WHEN 2 THEN 'update'
        WHEN 4 THEN 'create'
        WHEN 8 THEN 'soft-delete'
        WHEN 16 THEN 'hard-delete'
    END;
