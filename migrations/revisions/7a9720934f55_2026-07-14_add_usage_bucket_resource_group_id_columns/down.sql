ALTER TABLE user_usage_buckets DROP COLUMN resource_group_id;
ALTER TABLE project_usage_buckets DROP COLUMN resource_group_id;
ALTER TABLE domain_usage_buckets DROP COLUMN resource_group_id;
