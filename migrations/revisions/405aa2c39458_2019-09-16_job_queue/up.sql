-- Sessions queue up until there is room for them, may depend on others, and may be a batch job with a result.

CREATE TYPE sessionresult AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');
CREATE TYPE sessiontypes AS ENUM ('INTERACTIVE', 'BATCH');

-- 513164749de4 makes the index anew.
DROP INDEX IF EXISTS ix_kernels_unique_sess_token;

ALTER TYPE kernelstatus RENAME TO kernelstatus_old;
CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED', 'TERMINATING',
    'TERMINATED', 'ERROR'
);
ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING status::text::kernelstatus,
    ALTER COLUMN status SET DEFAULT 'PENDING',
    ADD COLUMN status_changed timestamptz,
    ADD COLUMN result sessionresult NOT NULL DEFAULT 'UNDEFINED',
    ADD COLUMN type sessiontypes DEFAULT 'INTERACTIVE',
    ALTER COLUMN agent_addr DROP NOT NULL;
DROP TYPE kernelstatus_old;
CREATE INDEX ix_kernels_result ON kernels (result);
CREATE INDEX ix_kernels_type ON kernels (type);

ALTER TABLE agents ADD COLUMN status_changed timestamptz;

CREATE TABLE kernel_dependencies (
    kernel_id  uuid NOT NULL,
    depends_on uuid NOT NULL,
    CONSTRAINT pk_kernel_dependencies PRIMARY KEY (kernel_id, depends_on),
    CONSTRAINT fk_kernel_dependencies_depends_on_kernels FOREIGN KEY (depends_on) REFERENCES kernels(id),
    CONSTRAINT fk_kernel_dependencies_kernel_id_kernels FOREIGN KEY (kernel_id) REFERENCES kernels(id)
);
CREATE INDEX ix_kernel_dependencies_depends_on ON kernel_dependencies (depends_on);
CREATE INDEX ix_kernel_dependencies_kernel_id ON kernel_dependencies (kernel_id);
