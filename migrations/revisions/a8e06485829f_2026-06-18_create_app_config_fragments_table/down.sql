-- loses: all rows of app_config_fragments

DROP TABLE app_config_fragments;
