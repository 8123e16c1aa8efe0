-- loses: the values of kernels.status_history

ALTER TABLE kernels DROP COLUMN status_history;
