-- loses: all rows of app_config_allow_list

DROP TABLE app_config_allow_list;
