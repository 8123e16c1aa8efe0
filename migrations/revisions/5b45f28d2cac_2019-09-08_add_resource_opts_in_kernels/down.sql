-- loses: the values of kernels.resource_opts

ALTER TABLE kernels DROP COLUMN resource_opts;
