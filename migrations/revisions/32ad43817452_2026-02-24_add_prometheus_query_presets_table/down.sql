-- loses: all rows of prometheus_query_presets

DROP TABLE prometheus_query_presets;
