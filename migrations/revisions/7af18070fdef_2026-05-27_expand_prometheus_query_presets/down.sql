-- loses: changes that were made to the seeded queries; container_rate, which 869918e9e95a seeded

DELETE FROM prometheus_query_presets p
USING jsonb_to_recordset(:'file prometheus_query_presets.json'::jsonb) AS s (id uuid)
WHERE p.id = s.id;

UPDATE prometheus_query_presets p SET name = n.old_name, description = NULL, rank = 0, category_id = NULL
FROM jsonb_to_recordset(:'file renamed.json'::jsonb) AS n (old_name text, name text)
WHERE p.name = n.name;

-- Categories that no query of an operator's own is in.
DELETE FROM prometheus_query_preset_categories c
WHERE c.name IN ('container', 'vllm-inference')
  AND NOT EXISTS (SELECT FROM prometheus_query_presets p WHERE p.category_id = c.id);
