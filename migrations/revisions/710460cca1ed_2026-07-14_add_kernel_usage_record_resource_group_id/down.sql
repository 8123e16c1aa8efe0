ALTER TABLE kernel_usage_records DROP COLUMN resource_group_id;
