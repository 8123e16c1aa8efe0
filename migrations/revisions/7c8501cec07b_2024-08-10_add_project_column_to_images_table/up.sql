-- An image is in the project of its registry.

ALTER TABLE images ADD COLUMN project varchar;

UPDATE images AS i SET project = r.project FROM container_registries AS r WHERE r.id = i.registry_id;
