CREATE TYPE vfolderoperationstatus AS ENUM ('ready', 'performing', 'cloning', 'deleting', 'mounted');

ALTER TABLE vfolders ADD COLUMN status vfolderoperationstatus NOT NULL DEFAULT 'ready';
