-- In a database that the manager itself upgraded the times of a domain may be empty; one then takes the other, or else the time of
-- this upgrade.

ALTER TABLE domains RENAME COLUMN modified_at TO updated_at;

UPDATE domains
SET created_at = coalesce(created_at, updated_at, now()), updated_at = coalesce(updated_at, created_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;

ALTER TABLE domains ALTER COLUMN created_at SET NOT NULL, ALTER COLUMN updated_at SET NOT NULL;
