-- loses: all rows of prometheus_query_preset_categories; the values of prometheus_query_presets.category_id, description, rank

ALTER TABLE prometheus_query_presets
    DROP COLUMN category_id,
    DROP COLUMN description,
    DROP COLUMN rank;

DROP TABLE prometheus_query_preset_categories;
