-- loses: the ends of names of container registries longer than 50 characters

ALTER TABLE container_registries ALTER COLUMN registry_name TYPE varchar(50) USING left(registry_name, 50);
