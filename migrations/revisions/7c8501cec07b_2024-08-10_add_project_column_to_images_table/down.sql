-- loses: the values of container_registries.extra

ALTER TABLE container_registries DROP COLUMN IF EXISTS extra, ALTER COLUMN project DROP NOT NULL;
ALTER TABLE images DROP COLUMN project;
