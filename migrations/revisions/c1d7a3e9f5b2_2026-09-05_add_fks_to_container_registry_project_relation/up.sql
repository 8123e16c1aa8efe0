ALTER TABLE association_container_registries_groups
    ADD CONSTRAINT fk_association_container_registries_groups_group_id
    FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE;

ALTER TABLE association_container_registries_groups
    ADD CONSTRAINT fk_association_container_registries_groups_registry_id
    FOREIGN KEY (registry_id) REFERENCES container_registries (id) ON DELETE CASCADE;

-- TODO: rows
