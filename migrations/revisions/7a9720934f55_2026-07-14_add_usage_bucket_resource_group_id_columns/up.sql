ALTER TABLE domain_usage_buckets ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE project_usage_buckets ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE user_usage_buckets ADD COLUMN resource_group_id uuid NOT NULL;

-- TODO: rows
