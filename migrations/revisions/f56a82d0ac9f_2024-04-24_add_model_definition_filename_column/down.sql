-- loses: the values of endpoints.model_definition_path

ALTER TABLE endpoints DROP COLUMN model_definition_path;
