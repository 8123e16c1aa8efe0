-- loses: the values of kernels.session_creation_id

ALTER TABLE kernels DROP COLUMN session_creation_id;
