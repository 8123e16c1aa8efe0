-- loses: the values of runtime_variants.reads_vfolder_config_files

ALTER TABLE runtime_variants DROP COLUMN reads_vfolder_config_files;
