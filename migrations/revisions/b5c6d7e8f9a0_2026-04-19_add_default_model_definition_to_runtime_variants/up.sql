ALTER TABLE runtime_variants ADD COLUMN default_model_definition jsonb NOT NULL;

-- TODO: rows
