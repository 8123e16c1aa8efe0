CREATE TABLE prometheus_query_preset_categories (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(128) NOT NULL,
    description text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_prometheus_query_preset_categories PRIMARY KEY (id),
    CONSTRAINT uq_prometheus_query_preset_categories_name UNIQUE (name)
);

ALTER TABLE prometheus_query_presets
    ADD COLUMN description text,
    ADD COLUMN rank integer NOT NULL DEFAULT 0,
    ADD COLUMN category_id uuid;

-- The name is the one that PostgreSQL's limit of 63 bytes leaves of the usual one.
ALTER TABLE prometheus_query_presets
    ADD CONSTRAINT fk_prometheus_query_presets_category_id_prometheus_quer_8a51
    FOREIGN KEY (category_id) REFERENCES prometheus_query_preset_categories (id) ON DELETE SET NULL;
