ALTER TABLE sessions ALTER COLUMN scaling_group_name DROP NOT NULL;
