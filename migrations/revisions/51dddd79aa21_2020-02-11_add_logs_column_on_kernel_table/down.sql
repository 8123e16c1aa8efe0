-- loses: the values of kernels.container_log

ALTER TABLE kernels DROP COLUMN container_log;
