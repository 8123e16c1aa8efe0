ALTER TABLE groups ADD COLUMN container_registry jsonb;
ALTER TABLE user_resource_policies ADD COLUMN max_customized_image_count integer NOT NULL DEFAULT 3;

ALTER TABLE user_resource_policies ALTER COLUMN max_customized_image_count DROP DEFAULT;

-- The releases of 24.03 have the index again that 23.09 had not, until 3596bc12ec09 drops its column.
DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') !~ '3596bc12ec09' THEN
        CREATE INDEX IF NOT EXISTS ix_kernels_role ON kernels (role);
    END IF;
END $$;
