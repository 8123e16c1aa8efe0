ALTER TABLE kernels ADD COLUMN session_creation_id varchar(32);
