ALTER TABLE deployment_revisions ADD COLUMN preset_values jsonb NOT NULL DEFAULT '[]';
