-- Rows that are there keep their ids.

ALTER TABLE audit_log_scopes ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE audit_logs ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE deployment_history ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE domain_usage_buckets ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE error_logs ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE event_logs ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE kernel_scheduling_history ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE kernel_usage_records ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE login_history ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE project_usage_buckets ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE replica_group_history ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE route_history ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE session_scheduling_history ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE user_usage_buckets ALTER COLUMN id SET DEFAULT uuid_generate_v7();
