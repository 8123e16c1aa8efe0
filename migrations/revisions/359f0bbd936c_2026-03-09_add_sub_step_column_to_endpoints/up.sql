ALTER TABLE endpoints ADD COLUMN sub_step varchar(64);
CREATE INDEX ix_endpoints_lifecycle_sub_step ON endpoints (lifecycle_stage, sub_step);
