-- A kernel has a place in its session, with a name made of its role and its number, and knows how many kernels the session has.

DROP INDEX ix_kernels_sess_id_role;
DROP INDEX ix_kernels_unique_sess_token;

ALTER TABLE kernels RENAME COLUMN idx TO cluster_idx;
ALTER TABLE kernels RENAME COLUMN role TO cluster_role;
-- The table is written once, and the kernels of the few sessions with several of them again.
ALTER TABLE kernels
    ADD COLUMN cluster_size integer NOT NULL DEFAULT 1,
    ADD COLUMN cluster_hostname varchar(64);
ALTER TABLE kernels
    ALTER COLUMN cluster_idx TYPE integer USING coalesce(cluster_idx, 1),
    ALTER COLUMN cluster_idx SET NOT NULL,
    ALTER COLUMN cluster_hostname TYPE varchar(64) USING cluster_role || coalesce(cluster_idx, 1),
    ALTER COLUMN cluster_hostname SET NOT NULL;
UPDATE kernels AS k SET cluster_size = session.size
FROM (SELECT session_id, count(*) AS size FROM kernels GROUP BY session_id HAVING count(*) > 1) AS session
WHERE session.session_id = k.session_id;

CREATE INDEX ix_kernels_sess_id_role ON kernels (session_id, cluster_role);
CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_id)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main';
