-- loses: which kernels were cancelled (they are terminated)

DROP INDEX ix_kernels_unique_sess_token;

ALTER TYPE kernelstatus RENAME TO kernelstatus_old;
CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED', 'TERMINATING',
    'TERMINATED', 'ERROR'
);
ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING (
        CASE status WHEN 'CANCELLED' THEN 'TERMINATED' ELSE status::text END
    )::kernelstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING';
DROP TYPE kernelstatus_old;
