-- loses: the values of kernels.tag

ALTER TABLE kernels DROP COLUMN tag;
