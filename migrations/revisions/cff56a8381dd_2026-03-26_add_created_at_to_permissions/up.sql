ALTER TABLE permissions ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
