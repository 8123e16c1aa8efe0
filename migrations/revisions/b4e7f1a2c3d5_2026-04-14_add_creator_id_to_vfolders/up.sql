ALTER TABLE vfolders ADD COLUMN creator_id uuid;

CREATE INDEX ix_vfolders_creator_id ON vfolders (creator_id);

-- TODO: rows
