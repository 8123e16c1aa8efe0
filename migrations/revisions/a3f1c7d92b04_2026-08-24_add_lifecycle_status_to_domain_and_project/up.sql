-- Domains and projects have a status: those that are not active are deleted. A project of which nobody said whether it is active
-- counts as active; a domain without an answer, which only a database that the manager itself upgraded can have, was never taken
-- for active and is deleted. Users may be about to be purged; an enumeration takes new values only as a new type here.

ALTER TABLE domains ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active';
UPDATE domains SET status = 'deleted' WHERE is_active IS NOT TRUE;
CREATE INDEX ix_domains_status ON domains (status);

ALTER TABLE groups ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active';
UPDATE groups SET status = 'deleted' WHERE is_active IS FALSE;
CREATE INDEX ix_groups_status ON groups (status);

ALTER TYPE userstatus RENAME TO userstatus_former;
CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification', 'purging', 'purge-error');
ALTER TABLE users ALTER COLUMN status TYPE userstatus USING status::text::userstatus;
DROP TYPE userstatus_former;
