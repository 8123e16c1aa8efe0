-- loses: the values of kernels.last_observed_at

DROP INDEX ix_kernels_fair_share_running;

DROP INDEX ix_kernels_fair_share_terminated;

ALTER TABLE kernels DROP COLUMN last_observed_at;
