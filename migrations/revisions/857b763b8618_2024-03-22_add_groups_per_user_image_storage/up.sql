ALTER TABLE groups ADD COLUMN container_registry jsonb;
ALTER TABLE user_resource_policies ADD COLUMN max_customized_image_count integer NOT NULL DEFAULT 3;

ALTER TABLE user_resource_policies ALTER COLUMN max_customized_image_count DROP DEFAULT;
