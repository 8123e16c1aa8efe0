ALTER TYPE userstatus RENAME TO userstatus_old;
CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification', 'purging', 'purge-error');

ALTER TABLE domains ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active';

ALTER TABLE groups ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active';

ALTER TABLE users
    ALTER COLUMN status TYPE userstatus USING status::text::userstatus;

DROP TYPE userstatus_old;

CREATE INDEX ix_domains_status ON domains (status);
CREATE INDEX ix_groups_status ON groups (status);

-- TODO: rows
