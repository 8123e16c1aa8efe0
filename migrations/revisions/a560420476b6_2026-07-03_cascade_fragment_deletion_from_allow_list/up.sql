-- Deleting a definition deletes its allow list, and deleting an entry of that its fragments. A fragment without an entry, which
-- nothing applies any more, would be in the way and goes first.

DELETE FROM app_config_fragments AS f
WHERE NOT EXISTS (
    SELECT FROM app_config_allow_list AS a WHERE a.config_name = f.config_name AND a.scope_type = f.scope_type
);

-- The key to the definitions has either name, by who made the table.
ALTER TABLE app_config_allow_list
    DROP CONSTRAINT IF EXISTS fk_app_config_allow_list_config_name,
    DROP CONSTRAINT IF EXISTS fk_app_config_allow_list_config_name_app_config_definitions;
ALTER TABLE app_config_allow_list
    ADD CONSTRAINT fk_app_config_allow_list_config_name_app_config_definitions FOREIGN KEY (config_name)
        REFERENCES app_config_definitions (config_name) ON DELETE CASCADE;

ALTER TABLE app_config_fragments
    DROP CONSTRAINT IF EXISTS fk_app_config_fragments_config_name_app_config_definitions,
    ADD CONSTRAINT fk_app_config_fragments_config_name_scope_type FOREIGN KEY (config_name, scope_type)
        REFERENCES app_config_allow_list (config_name, scope_type) ON DELETE CASCADE;
