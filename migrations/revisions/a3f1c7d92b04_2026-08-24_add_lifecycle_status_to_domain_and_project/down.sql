-- loses: the values of domains.status and groups.status; users that are about to be purged become deleted

ALTER TYPE userstatus RENAME TO userstatus_latter;
CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification');
ALTER TABLE users ALTER COLUMN status TYPE userstatus USING
    CASE WHEN status IN ('purging', 'purge-error') THEN 'deleted' ELSE status::text END::userstatus;
DROP TYPE userstatus_latter;

ALTER TABLE groups DROP COLUMN status;
ALTER TABLE domains DROP COLUMN status;
