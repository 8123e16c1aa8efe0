ALTER TABLE endpoints ADD COLUMN retries integer NOT NULL DEFAULT 0;
