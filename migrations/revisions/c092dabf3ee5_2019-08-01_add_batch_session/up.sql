-- What a batch session runs. The type of a session has another name.

ALTER TABLE kernels RENAME COLUMN type TO sess_type;
ALTER TABLE kernels ADD COLUMN startup_command text;
ALTER INDEX ix_kernels_type RENAME TO ix_kernels_sess_type;
