ALTER TABLE retention_policies ALTER COLUMN enabled SET DEFAULT true;

-- TODO: rows
