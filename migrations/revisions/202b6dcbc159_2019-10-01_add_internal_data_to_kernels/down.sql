-- loses: the values of kernels.internal_data

ALTER TABLE kernels DROP COLUMN internal_data;
