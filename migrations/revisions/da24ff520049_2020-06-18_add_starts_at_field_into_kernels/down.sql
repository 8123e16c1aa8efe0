-- loses: the values of kernels.starts_at

ALTER TABLE kernels DROP COLUMN starts_at;
