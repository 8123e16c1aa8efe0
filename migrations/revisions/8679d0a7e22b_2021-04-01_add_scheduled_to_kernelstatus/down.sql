-- loses: which kernels are scheduled (they prepare)

DROP INDEX ix_kernels_unique_sess_token;

ALTER TYPE kernelstatus RENAME TO kernelstatus_old;
CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED', 'TERMINATING',
    'TERMINATED', 'ERROR', 'CANCELLED'
);
ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING (
        CASE status WHEN 'SCHEDULED' THEN 'PREPARING' ELSE status::text END
    )::kernelstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING';
DROP TYPE kernelstatus_old;

CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_id)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main';
