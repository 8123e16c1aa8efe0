-- Fair shares and usage buckets are unique by the id of their resource group rather than by its name.

ALTER TABLE domain_fair_shares
    DROP CONSTRAINT uq_domain_fair_share,
    ADD CONSTRAINT uq_domain_fair_share_rg_id UNIQUE (resource_group_id, domain_name);
ALTER TABLE project_fair_shares
    DROP CONSTRAINT uq_project_fair_share,
    ADD CONSTRAINT uq_project_fair_share_rg_id UNIQUE (resource_group_id, project_id);
ALTER TABLE user_fair_shares
    DROP CONSTRAINT uq_user_fair_share,
    ADD CONSTRAINT uq_user_fair_share_rg_id UNIQUE (resource_group_id, user_uuid, project_id);

ALTER TABLE domain_usage_buckets
    DROP CONSTRAINT uq_domain_usage_bucket,
    ADD CONSTRAINT uq_domain_usage_bucket_rg_id UNIQUE (domain_name, resource_group_id, period_start);
ALTER TABLE project_usage_buckets
    DROP CONSTRAINT uq_project_usage_bucket,
    ADD CONSTRAINT uq_project_usage_bucket_rg_id UNIQUE (project_id, resource_group_id, period_start);
ALTER TABLE user_usage_buckets
    DROP CONSTRAINT uq_user_usage_bucket,
    ADD CONSTRAINT uq_user_usage_bucket_rg_id UNIQUE (user_uuid, project_id, resource_group_id, period_start);

CREATE INDEX ix_kernel_usage_rg_id_period ON kernel_usage_records (resource_group_id, period_start);
