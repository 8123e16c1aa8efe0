-- A null in a default definition came from a field that nobody had set, but is read as one that somebody set to null.

UPDATE runtime_variants
SET default_model_definition = jsonb_strip_nulls(default_model_definition)
WHERE default_model_definition IS DISTINCT FROM jsonb_strip_nulls(default_model_definition);
