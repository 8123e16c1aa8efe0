-- The states of sessions and kernels are text from here on; where eb9441fcf90a has made them so, nothing is left to be written.

DROP INDEX IF EXISTS ix_kernels_unique_sess_token;

ALTER TABLE kernels ALTER COLUMN status DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN status TYPE varchar(64),
    ALTER COLUMN status SET DEFAULT 'PENDING';
-- Where this revision runs late there may be indexes that name states already.
DO $$
DECLARE
    by_name boolean := to_regclass('ix_sessions_unique_name_nonterminal') IS NOT NULL;
    by_user boolean := to_regclass('ix_sessions_unique_name_per_user_nonterminal') IS NOT NULL;
BEGIN
    DROP INDEX IF EXISTS ix_sessions_unique_name_nonterminal, ix_sessions_unique_name_per_user_nonterminal;

    ALTER TABLE sessions ALTER COLUMN status DROP DEFAULT;
    ALTER TABLE sessions
        ALTER COLUMN status TYPE varchar(64),
        ALTER COLUMN status SET DEFAULT 'PENDING';

    IF by_name THEN
        CREATE UNIQUE INDEX ix_sessions_unique_name_nonterminal ON sessions (name)
            WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
    END IF;
    IF by_user THEN
        CREATE UNIQUE INDEX ix_sessions_unique_name_per_user_nonterminal ON sessions (name, user_uuid)
            WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
    END IF;
END $$;

CREATE INDEX IF NOT EXISTS ix_kernels_status_role ON kernels (status, cluster_role);

DROP TYPE IF EXISTS kernelstatus;
DROP TYPE IF EXISTS sessionstatus;
