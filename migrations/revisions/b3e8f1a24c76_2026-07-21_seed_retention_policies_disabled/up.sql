ALTER TABLE retention_policies ALTER COLUMN enabled SET DEFAULT false;

-- TODO: rows
