ALTER TABLE endpoints RENAME COLUMN model_mount_destination TO model_mount_destiation;
