ALTER TABLE app_config_allow_list ADD COLUMN rank integer NOT NULL;

ALTER TABLE app_config_fragments DROP COLUMN rank;

-- TODO: rows
