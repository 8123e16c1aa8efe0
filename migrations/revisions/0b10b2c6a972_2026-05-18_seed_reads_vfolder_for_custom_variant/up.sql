-- Once more for databases where the variant "custom" was made after 7ea9f3c1b2d5.
UPDATE runtime_variants SET reads_vfolder_config_files = true WHERE name = 'custom' AND NOT reads_vfolder_config_files;
