-- loses: the values of domain_fair_shares.resource_group, domain_usage_buckets.resource_group, kernel_usage_records.resource_group, project_fair_shares.resource_group, project_usage_buckets.resource_group, user_fair_shares.resource_group, user_usage_buckets.resource_group

ALTER TABLE domain_fair_shares DROP CONSTRAINT uq_domain_fair_share;

ALTER TABLE domain_usage_buckets DROP CONSTRAINT uq_domain_usage_bucket;

ALTER TABLE project_fair_shares DROP CONSTRAINT uq_project_fair_share;

ALTER TABLE project_usage_buckets DROP CONSTRAINT uq_project_usage_bucket;

ALTER TABLE user_fair_shares DROP CONSTRAINT uq_user_fair_share;

ALTER TABLE user_usage_buckets DROP CONSTRAINT uq_user_usage_bucket;

DROP INDEX ix_domain_fair_share_lookup;

DROP INDEX ix_domain_fair_shares_resource_group;

DROP INDEX ix_domain_usage_bucket_lookup;

DROP INDEX ix_kernel_usage_records_resource_group;

DROP INDEX ix_kernel_usage_rg_period;

DROP INDEX ix_project_fair_share_lookup;

DROP INDEX ix_project_fair_shares_resource_group;

DROP INDEX ix_project_usage_bucket_lookup;

DROP INDEX ix_user_fair_share_lookup;

DROP INDEX ix_user_fair_shares_resource_group;

DROP INDEX ix_user_usage_bucket_lookup;

-- TODO: a new name, or another column?
ALTER TABLE domain_fair_shares RENAME COLUMN resource_group TO scaling_group;

-- TODO: a new name, or another column?
ALTER TABLE domain_usage_buckets RENAME COLUMN resource_group TO scaling_group;

-- TODO: a new name, or another column?
ALTER TABLE kernel_usage_records RENAME COLUMN resource_group TO scaling_group;

-- TODO: a new name, or another column?
ALTER TABLE project_fair_shares RENAME COLUMN resource_group TO scaling_group;

-- TODO: a new name, or another column?
ALTER TABLE project_usage_buckets RENAME COLUMN resource_group TO scaling_group;

-- TODO: a new name, or another column?
ALTER TABLE user_fair_shares RENAME COLUMN resource_group TO scaling_group;

-- TODO: a new name, or another column?
ALTER TABLE user_usage_buckets RENAME COLUMN resource_group TO scaling_group;

ALTER TABLE domain_fair_shares ADD CONSTRAINT uq_domain_fair_share UNIQUE (scaling_group, domain_name);

ALTER TABLE domain_usage_buckets
    ADD CONSTRAINT uq_domain_usage_bucket UNIQUE (domain_name, scaling_group, period_start);

ALTER TABLE project_fair_shares ADD CONSTRAINT uq_project_fair_share UNIQUE (scaling_group, project_id);

ALTER TABLE project_usage_buckets
    ADD CONSTRAINT uq_project_usage_bucket UNIQUE (project_id, scaling_group, period_start);

ALTER TABLE user_fair_shares ADD CONSTRAINT uq_user_fair_share UNIQUE (scaling_group, user_uuid, project_id);

ALTER TABLE user_usage_buckets
    ADD CONSTRAINT uq_user_usage_bucket UNIQUE (user_uuid, project_id, scaling_group, period_start);

CREATE INDEX ix_domain_fair_share_lookup ON domain_fair_shares (scaling_group, domain_name);
CREATE INDEX ix_domain_fair_shares_scaling_group ON domain_fair_shares (scaling_group);
CREATE INDEX ix_domain_usage_bucket_lookup ON domain_usage_buckets (domain_name, scaling_group, period_start);
CREATE INDEX ix_kernel_usage_records_scaling_group ON kernel_usage_records (scaling_group);
CREATE INDEX ix_kernel_usage_sg_period ON kernel_usage_records (scaling_group, period_start);
CREATE INDEX ix_project_fair_share_lookup ON project_fair_shares (scaling_group, project_id);
CREATE INDEX ix_project_fair_shares_scaling_group ON project_fair_shares (scaling_group);
CREATE INDEX ix_project_usage_bucket_lookup ON project_usage_buckets (project_id, scaling_group, period_start);
CREATE INDEX ix_user_fair_share_lookup ON user_fair_shares (scaling_group, user_uuid, project_id);
CREATE INDEX ix_user_fair_shares_scaling_group ON user_fair_shares (scaling_group);
CREATE INDEX ix_user_usage_bucket_lookup ON user_usage_buckets (user_uuid, project_id, scaling_group, period_start);
