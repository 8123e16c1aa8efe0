-- One unique key holds for public fragments too, which have no scope.

DROP INDEX IF EXISTS uq_app_config_fragments_public_config_name;

ALTER TABLE app_config_fragments
    DROP CONSTRAINT IF EXISTS uq_app_config_fragments_config_name_scope_type_scope_id,
    ADD CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id
        UNIQUE NULLS NOT DISTINCT (config_name, scope_type, scope_id);
