-- The variant "custom" reads its model definition from the folder of the model, as it always did.
ALTER TABLE runtime_variants ADD COLUMN reads_vfolder_config_files boolean NOT NULL DEFAULT false;

UPDATE runtime_variants SET reads_vfolder_config_files = true WHERE name = 'custom';
