-- The states of sessions and kernels are text from here on.

DROP INDEX IF EXISTS ix_kernels_unique_sess_token;

ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE varchar(64) USING status::text,
    ALTER COLUMN status SET DEFAULT 'PENDING';
ALTER TABLE sessions ALTER COLUMN status DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN status TYPE varchar(64) USING status::text,
    ALTER COLUMN status SET DEFAULT 'PENDING';

CREATE INDEX IF NOT EXISTS ix_kernels_status_role ON kernels (status, cluster_role);

DROP TYPE IF EXISTS kernelstatus;
DROP TYPE IF EXISTS sessionstatus;
