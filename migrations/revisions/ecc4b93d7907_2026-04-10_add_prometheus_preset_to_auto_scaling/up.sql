ALTER TABLE endpoint_auto_scaling_rules ADD COLUMN prometheus_query_preset_id uuid;

ALTER TABLE endpoint_auto_scaling_rules
    ADD CONSTRAINT fk_endpoint_auto_scaling_rules_prometheus_query_preset__dc1c
    FOREIGN KEY (prometheus_query_preset_id) REFERENCES prometheus_query_presets (id) ON DELETE SET NULL;
