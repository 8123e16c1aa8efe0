ALTER TABLE roles ADD COLUMN auto_assign boolean NOT NULL DEFAULT false;

-- TODO: rows
