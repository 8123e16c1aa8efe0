-- loses: all rows of kernel_dependencies; the values of result, type and status_changed of kernels, and agents.status_changed
-- loses: which kernels wait or pull their image (they prepare)

DROP TABLE kernel_dependencies;

ALTER TABLE agents DROP COLUMN status_changed;

UPDATE kernels SET agent_addr = '' WHERE agent_addr IS NULL;

ALTER TYPE kernelstatus RENAME TO kernelstatus_old;
CREATE TYPE kernelstatus AS ENUM (
    'PREPARING', 'BUILDING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED', 'TERMINATING', 'TERMINATED', 'ERROR'
);
ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING (
        CASE WHEN status IN ('PENDING', 'PULLING') THEN 'PREPARING' ELSE status::text END
    )::kernelstatus,
    DROP COLUMN status_changed,
    DROP COLUMN result,
    DROP COLUMN type,
    ALTER COLUMN agent_addr SET NOT NULL;
DROP TYPE kernelstatus_old;
CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, sess_id)
    WHERE status <> 'TERMINATED' AND role = 'master';

DROP TYPE sessionresult;
DROP TYPE sessiontypes;
