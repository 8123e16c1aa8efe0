-- loses: the values of app_config_allow_list.rank

ALTER TABLE app_config_allow_list DROP COLUMN rank;

ALTER TABLE app_config_fragments ADD COLUMN rank integer NOT NULL;

-- TODO: rows
