CREATE TABLE prometheus_query_presets (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    name           varchar(256) NOT NULL,
    metric_name    varchar(256) NOT NULL,
    query_template text NOT NULL,
    time_window    varchar(32),
    options        jsonb NOT NULL DEFAULT '{"group_labels": [], "filter_labels": []}',
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_prometheus_query_presets PRIMARY KEY (id)
);
