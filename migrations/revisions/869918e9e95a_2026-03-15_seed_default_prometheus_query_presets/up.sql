-- Three presets of queries are there from the beginning; one of an operator under the same name stays as it is.

INSERT INTO prometheus_query_presets (name, metric_name, query_template, time_window, options)
SELECT name, metric_name, query_template, time_window, options
FROM jsonb_to_recordset(:'file prometheus_query_presets.json'::jsonb)
    AS seed (name text, metric_name text, query_template text, time_window text, options jsonb)
WHERE NOT EXISTS (SELECT FROM prometheus_query_presets AS p WHERE p.name = seed.name);
