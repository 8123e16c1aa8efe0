ALTER TABLE runtime_variant_presets
    ADD COLUMN category varchar(64),
    ADD COLUMN display_name varchar(256),
    ADD COLUMN ui_option jsonb,
    ADD COLUMN ui_type varchar(32);
