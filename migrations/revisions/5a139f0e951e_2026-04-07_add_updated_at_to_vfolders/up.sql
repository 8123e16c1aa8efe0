ALTER TABLE vfolders ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

-- TODO: rows
