DROP TABLE app_configs;

DROP TYPE app_config_scope_type;
