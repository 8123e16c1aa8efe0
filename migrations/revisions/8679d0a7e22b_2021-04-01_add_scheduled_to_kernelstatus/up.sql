-- A session is scheduled before it is prepared. Of a name, a keypair has only one session that is neither cancelled nor terminated:
-- it was the id so far, which is unique anyway.

DROP INDEX IF EXISTS ix_kernels_unique_sess_token;

ALTER TYPE kernelstatus RENAME TO kernelstatus_old;
CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'SCHEDULED', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED',
    'TERMINATING', 'TERMINATED', 'ERROR', 'CANCELLED'
);
ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING status::text::kernelstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING';
DROP TYPE kernelstatus_old;

DO $$
DECLARE
    twin record;
BEGIN
    SELECT min(id::text) AS id, max(id::text) AS other, session_name, access_key INTO twin FROM kernels
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main'
    GROUP BY access_key, session_name
    HAVING count(*) > 1 AND access_key IS NOT NULL AND session_name IS NOT NULL
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'kernels, id %: the access key % has another session "%" that has not ended, kernel %',
            twin.id, twin.access_key, twin.session_name, twin.other
            USING HINT = 'Terminate or rename one of them.';
    END IF;
END $$;

CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_name)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main';
