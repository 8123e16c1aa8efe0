-- A kernel has a place in its session, with a name made of its role and its number, and knows how many kernels the session has.

DROP INDEX ix_kernels_sess_id_role;
DROP INDEX ix_kernels_unique_sess_token;

ALTER TABLE kernels RENAME COLUMN idx TO cluster_idx;
ALTER TABLE kernels RENAME COLUMN role TO cluster_role;
ALTER TABLE kernels
    ADD COLUMN cluster_size integer NOT NULL DEFAULT 1,
    ADD COLUMN cluster_hostname varchar(64);
UPDATE kernels AS k SET
    cluster_idx = coalesce(cluster_idx, 1),
    cluster_size = session.size,
    cluster_hostname = cluster_role || coalesce(cluster_idx, 1)
FROM (SELECT session_id, count(*) AS size FROM kernels GROUP BY session_id) AS session
WHERE session.session_id = k.session_id;
ALTER TABLE kernels
    ALTER COLUMN cluster_idx SET NOT NULL,
    ALTER COLUMN cluster_hostname SET NOT NULL;

CREATE INDEX ix_kernels_sess_id_role ON kernels (session_id, cluster_role);
CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_id)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main';
