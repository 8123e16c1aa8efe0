CREATE TABLE association_container_registries_groups (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    registry_id uuid NOT NULL,
    group_id    uuid NOT NULL,
    CONSTRAINT pk_association_container_registries_groups PRIMARY KEY (id),
    CONSTRAINT uq_registry_id_group_id UNIQUE (registry_id, group_id)
);
