-- loses: the values of cluster_size and cluster_hostname of kernels

DROP INDEX ix_kernels_unique_sess_token;
DROP INDEX ix_kernels_sess_id_role;

ALTER TABLE kernels
    DROP COLUMN cluster_size,
    DROP COLUMN cluster_hostname,
    ALTER COLUMN cluster_idx DROP NOT NULL;
ALTER TABLE kernels RENAME COLUMN cluster_idx TO idx;
ALTER TABLE kernels RENAME COLUMN cluster_role TO role;

CREATE INDEX ix_kernels_sess_id_role ON kernels (session_name, role);
CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_name)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND role = 'master';
