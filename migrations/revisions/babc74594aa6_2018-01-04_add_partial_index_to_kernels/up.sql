-- A keypair has only one session of a name that is not terminated.

CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, sess_id)
    WHERE status <> 'TERMINATED' AND role = 'master';
