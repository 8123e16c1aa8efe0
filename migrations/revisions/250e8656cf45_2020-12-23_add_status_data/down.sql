-- loses: the values of kernels.status_data

ALTER TABLE kernels DROP COLUMN status_data;
