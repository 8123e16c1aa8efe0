ALTER TABLE endpoints ADD COLUMN model_definition_path varchar(128);
