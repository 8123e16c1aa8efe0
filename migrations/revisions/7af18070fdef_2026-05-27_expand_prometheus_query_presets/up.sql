-- Queries get categories. Of the three that were seeded two are renamed, keeping their ids, and one goes; twenty more come, with ids of
-- their own, by which a later run finds them.
INSERT INTO prometheus_query_preset_categories (name, description)
VALUES ('container', 'Container-level utilization metrics collected by Backend.AI agents'),
       ('vllm-inference', 'vLLM inference runtime metrics scraped from model serving endpoints')
ON CONFLICT (name) DO NOTHING;

UPDATE prometheus_query_presets p SET name = n.name, description = n.description, rank = n.rank, category_id = c.id
FROM jsonb_to_recordset(:'file renamed.json'::jsonb) AS n (old_name text, name text, description text, rank integer),
     prometheus_query_preset_categories c
WHERE p.name = n.old_name AND c.name = 'container';

DELETE FROM prometheus_query_presets WHERE name = 'container_rate';

INSERT INTO prometheus_query_presets (
    id, name, description, rank, category_id, metric_name, query_template, time_window, options
)
SELECT s.id, s.name, s.description, s.rank, c.id, s.metric_name, s.query_template, s.time_window, s.options
FROM jsonb_to_recordset(:'file prometheus_query_presets.json'::jsonb) AS s (
    id uuid, name text, description text, rank integer, category text, metric_name text, query_template text, time_window text,
    options jsonb
)
JOIN prometheus_query_preset_categories c ON c.name = s.category
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, description = excluded.description, rank = excluded.rank, category_id = excluded.category_id,
    metric_name = excluded.metric_name, query_template = excluded.query_template, time_window = excluded.time_window,
    options = excluded.options;
