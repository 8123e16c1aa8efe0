ALTER TABLE container_registries ALTER COLUMN registry_name TYPE varchar(255);
