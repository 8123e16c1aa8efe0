-- loses: all rows of app_config_definitions

DROP TABLE app_config_definitions;
