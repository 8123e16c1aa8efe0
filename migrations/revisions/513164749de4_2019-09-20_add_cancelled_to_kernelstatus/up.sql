-- A session may be cancelled before it begins. Of a name, a keypair has only one that is neither cancelled nor terminated.

DROP INDEX IF EXISTS ix_kernels_unique_sess_token;

ALTER TYPE kernelstatus RENAME TO kernelstatus_old;
CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED', 'TERMINATING',
    'TERMINATED', 'ERROR', 'CANCELLED'
);
ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING status::text::kernelstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING';
DROP TYPE kernelstatus_old;

CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, sess_id)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND role = 'master';
