ALTER TABLE vfolders
    DROP COLUMN permission,
    ADD COLUMN default_mount_permission varchar(64) NOT NULL;

-- TODO: rows
