-- loses: the values of session_id, cluster_mode and idx of kernels

DROP INDEX ix_kernels_session_type;
DROP INDEX ix_kernels_session_name;
DROP INDEX ix_kernels_session_id;

ALTER TABLE kernels
    DROP COLUMN session_id,
    DROP COLUMN cluster_mode,
    DROP COLUMN idx,
    ALTER COLUMN role DROP DEFAULT;
ALTER TABLE kernels RENAME COLUMN session_name TO sess_id;
ALTER TABLE kernels RENAME COLUMN session_type TO sess_type;
UPDATE kernels SET role = 'master' WHERE role = 'main';

CREATE INDEX ix_kernels_sess_id ON kernels (sess_id);
CREATE INDEX ix_kernels_sess_type ON kernels (sess_type);
