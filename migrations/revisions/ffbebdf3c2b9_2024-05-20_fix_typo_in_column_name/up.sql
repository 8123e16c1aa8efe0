-- A misspelt name.

ALTER TABLE endpoints RENAME COLUMN model_mount_destiation TO model_mount_destination;
