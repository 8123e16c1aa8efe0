DELETE FROM runtime_variants
WHERE name IN (SELECT name FROM jsonb_to_recordset(:'file runtime_variants.json'::jsonb) AS seed (name text));
