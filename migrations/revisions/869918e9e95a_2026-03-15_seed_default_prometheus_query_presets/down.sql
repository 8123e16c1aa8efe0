-- A preset that was changed since stays.

DELETE FROM prometheus_query_presets AS p
USING jsonb_to_recordset(:'file prometheus_query_presets.json'::jsonb)
    AS seed (name text, metric_name text, query_template text, time_window text, options jsonb)
WHERE (p.name, p.metric_name, p.query_template, p.options)
    = (seed.name, seed.metric_name, seed.query_template, seed.options)
  AND p.time_window IS NOT DISTINCT FROM seed.time_window;
