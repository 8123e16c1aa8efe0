ALTER TABLE runtime_variants ADD COLUMN reads_vfolder_config_files boolean NOT NULL DEFAULT false;

-- TODO: rows
