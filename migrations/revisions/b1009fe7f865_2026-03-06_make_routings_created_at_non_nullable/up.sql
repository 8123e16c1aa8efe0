-- A route without a time of creation gets that of the upgrade.

UPDATE routings SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE routings ALTER COLUMN created_at SET NOT NULL;
