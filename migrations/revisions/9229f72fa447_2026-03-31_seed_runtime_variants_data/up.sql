-- The variants that a runtime can be; one of an operator under the same name stays as it is.

INSERT INTO runtime_variants (name, description)
SELECT name, description
FROM jsonb_to_recordset(:'file runtime_variants.json'::jsonb) AS seed (name text, description text)
ON CONFLICT (name) DO NOTHING;
