ALTER TABLE endpoints ADD COLUMN extra_mounts jsonb NOT NULL DEFAULT '[]';
