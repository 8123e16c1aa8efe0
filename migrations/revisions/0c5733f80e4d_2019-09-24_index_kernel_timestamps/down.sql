DROP INDEX ix_kernels_updated_order;
DROP INDEX ix_kernels_status_changed;

ALTER TABLE kernels
    ALTER COLUMN status DROP NOT NULL,
    ALTER COLUMN type DROP NOT NULL;
