-- loses: the values of kernels.environ

ALTER TABLE kernels DROP COLUMN environ;
