-- loses: changes that were made to the seeded parameters

DELETE FROM runtime_variant_presets p
USING jsonb_to_recordset(:'file runtime_variant_presets.json'::jsonb) AS s (variant text, name text), runtime_variants v
WHERE v.name = s.variant AND p.runtime_variant = v.id AND p.name = s.name;
