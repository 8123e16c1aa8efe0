-- loses: the values of runtime_variants.default_model_definition

ALTER TABLE runtime_variants DROP COLUMN default_model_definition;
