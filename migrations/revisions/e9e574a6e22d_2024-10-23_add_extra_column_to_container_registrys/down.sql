-- loses: the values of container_registries.extra

ALTER TABLE container_registries DROP COLUMN extra;
