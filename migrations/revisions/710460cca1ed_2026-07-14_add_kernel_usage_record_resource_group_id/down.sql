-- loses: the values of kernel_usage_records.resource_group_id

ALTER TABLE kernel_usage_records DROP COLUMN resource_group_id;
