DROP INDEX ix_kernels_updated_order;
CREATE INDEX ix_kernels_updated_order ON kernels (created_at, terminated_at, status_changed);
