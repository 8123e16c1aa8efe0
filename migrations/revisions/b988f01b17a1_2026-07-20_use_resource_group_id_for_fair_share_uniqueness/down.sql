DROP INDEX ix_kernel_usage_rg_id_period;

ALTER TABLE user_usage_buckets
    DROP CONSTRAINT uq_user_usage_bucket_rg_id,
    ADD CONSTRAINT uq_user_usage_bucket UNIQUE (user_uuid, project_id, resource_group, period_start);
ALTER TABLE project_usage_buckets
    DROP CONSTRAINT uq_project_usage_bucket_rg_id,
    ADD CONSTRAINT uq_project_usage_bucket UNIQUE (project_id, resource_group, period_start);
ALTER TABLE domain_usage_buckets
    DROP CONSTRAINT uq_domain_usage_bucket_rg_id,
    ADD CONSTRAINT uq_domain_usage_bucket UNIQUE (domain_name, resource_group, period_start);

ALTER TABLE user_fair_shares
    DROP CONSTRAINT uq_user_fair_share_rg_id,
    ADD CONSTRAINT uq_user_fair_share UNIQUE (resource_group, user_uuid, project_id);
ALTER TABLE project_fair_shares
    DROP CONSTRAINT uq_project_fair_share_rg_id,
    ADD CONSTRAINT uq_project_fair_share UNIQUE (resource_group, project_id);
ALTER TABLE domain_fair_shares
    DROP CONSTRAINT uq_domain_fair_share_rg_id,
    ADD CONSTRAINT uq_domain_fair_share UNIQUE (resource_group, domain_name);
