ALTER TABLE sessions ALTER COLUMN scaling_group_name SET NOT NULL;

-- TODO: rows
