-- loses: all rows of association_container_registries_groups

DROP TABLE association_container_registries_groups;
