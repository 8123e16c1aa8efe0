-- loses: the values of kernels.mounts

ALTER TABLE kernels DROP COLUMN mounts;
