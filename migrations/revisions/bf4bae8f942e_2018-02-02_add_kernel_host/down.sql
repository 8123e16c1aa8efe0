-- loses: the values of kernels.kernel_host

ALTER TABLE kernels DROP COLUMN kernel_host;
