-- A registry is given to a project only while both are there.

DELETE FROM association_container_registries_groups AS a
WHERE NOT EXISTS (SELECT FROM container_registries WHERE id = a.registry_id)
    OR NOT EXISTS (SELECT FROM groups WHERE id = a.group_id);

ALTER TABLE association_container_registries_groups
    ADD CONSTRAINT fk_association_container_registries_groups_registry_id
        FOREIGN KEY (registry_id) REFERENCES container_registries (id) ON DELETE CASCADE,
    ADD CONSTRAINT fk_association_container_registries_groups_group_id
        FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE;
