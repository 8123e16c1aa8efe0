-- loses: the values of kernels.last_observed_at

ALTER TABLE kernels DROP COLUMN last_observed_at;
