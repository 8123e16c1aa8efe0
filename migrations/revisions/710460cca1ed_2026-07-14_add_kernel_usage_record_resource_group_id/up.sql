ALTER TABLE kernel_usage_records ADD COLUMN resource_group_id uuid NOT NULL;
