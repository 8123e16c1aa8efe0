-- loses: the values of domains.status, groups.status

ALTER TYPE userstatus RENAME TO userstatus_old;
CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification');

ALTER TABLE domains DROP COLUMN status;

ALTER TABLE groups DROP COLUMN status;

ALTER TABLE users
    ALTER COLUMN status TYPE userstatus USING status::text::userstatus;

DROP TYPE userstatus_old;

-- TODO: rows
