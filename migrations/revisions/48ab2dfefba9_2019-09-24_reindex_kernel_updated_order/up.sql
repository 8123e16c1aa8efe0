-- The index is on the names of the columns, not on their values: so it stands in all later releases.

DROP INDEX ix_kernels_updated_order;
CREATE INDEX ix_kernels_updated_order ON kernels (greatest('created_at', 'terminated_at', 'status_changed'));
