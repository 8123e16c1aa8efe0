-- loses: which sessions and kernels were PREPARED or CREATING (they are PREPARING), or in a state that was not known before (they are in ERROR)

CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'SCHEDULED', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING',
    'SUSPENDED', 'TERMINATING', 'TERMINATED', 'ERROR', 'CANCELLED'
);
CREATE TYPE sessionstatus AS ENUM (
    'PENDING', 'SCHEDULED', 'PULLING', 'PREPARING', 'RUNNING', 'RESTARTING', 'RUNNING_DEGRADED',
    'TERMINATING', 'TERMINATED', 'ERROR', 'CANCELLED'
);

ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus
        USING (
            CASE
                WHEN status IN ('PREPARED', 'CREATING') THEN 'PREPARING'
                WHEN status = ANY (enum_range(NULL::kernelstatus)::text[]) THEN status
                ELSE 'ERROR'
            END
        )::kernelstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING';
ALTER TABLE sessions ALTER COLUMN status DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN status TYPE sessionstatus
        USING (
            CASE
                WHEN status IN ('PREPARED', 'CREATING') THEN 'PREPARING'
                WHEN status = ANY (enum_range(NULL::sessionstatus)::text[]) THEN status
                ELSE 'ERROR'
            END
        )::sessionstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING';

CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_name)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main';
