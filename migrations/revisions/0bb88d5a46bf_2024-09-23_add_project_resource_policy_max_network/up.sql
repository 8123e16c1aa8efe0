ALTER TABLE project_resource_policies ADD COLUMN IF NOT EXISTS max_network_count integer NOT NULL DEFAULT 3;

ALTER TABLE project_resource_policies ALTER COLUMN max_network_count DROP DEFAULT;
