-- Sessions without work end after a time that their policy tells, half an hour to begin with.

ALTER TABLE keypair_resource_policies ADD COLUMN idle_timeout bigint NOT NULL DEFAULT 1800;
ALTER TABLE keypair_resource_policies ALTER COLUMN idle_timeout DROP DEFAULT;
