ALTER TABLE kernels ADD COLUMN last_observed_at timestamptz;

CREATE INDEX ix_kernels_fair_share_running ON kernels (scaling_group)
    WHERE (terminated_at IS NULL) AND (starts_at IS NOT NULL);
CREATE INDEX ix_kernels_fair_share_terminated ON kernels (scaling_group, terminated_at)
    WHERE (terminated_at IS NOT NULL) AND (starts_at IS NOT NULL);
