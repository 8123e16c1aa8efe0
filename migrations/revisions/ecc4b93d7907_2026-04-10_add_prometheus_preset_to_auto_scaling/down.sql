-- loses: the values of endpoint_auto_scaling_rules.prometheus_query_preset_id

ALTER TABLE endpoint_auto_scaling_rules DROP COLUMN prometheus_query_preset_id;
