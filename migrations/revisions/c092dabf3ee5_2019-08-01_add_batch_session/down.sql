-- loses: the values of kernels.startup_command

ALTER INDEX ix_kernels_sess_type RENAME TO ix_kernels_type;
ALTER TABLE kernels DROP COLUMN startup_command;
ALTER TABLE kernels RENAME COLUMN sess_type TO type;
