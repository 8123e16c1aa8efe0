-- Known variants get their definition; "custom" and those that operators have added get an empty one.
ALTER TABLE runtime_variants ADD COLUMN default_model_definition jsonb NOT NULL DEFAULT '{"models": null}';

ALTER TABLE runtime_variants ALTER COLUMN default_model_definition DROP DEFAULT;

UPDATE runtime_variants v SET default_model_definition = seed.definition
FROM jsonb_to_recordset(:'file default_model_definitions.json'::jsonb) AS seed (name text, definition jsonb)
WHERE v.name = seed.name;
