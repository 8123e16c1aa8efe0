-- loses: the values of kernels.last_seen

ALTER TABLE kernels DROP COLUMN last_seen;
