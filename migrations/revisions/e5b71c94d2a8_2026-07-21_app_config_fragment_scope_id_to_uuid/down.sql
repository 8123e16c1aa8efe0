DROP INDEX uq_app_config_fragments_public_config_name;

ALTER TABLE app_config_fragments
    DROP CONSTRAINT ck_app_config_fragments_scope_id_matches_scope_type,
    ALTER COLUMN scope_id TYPE varchar(255) USING coalesce(scope_id::text, ''),
    ALTER COLUMN scope_id SET NOT NULL;
