-- A user is in one of four states: active or inactive, as it was. One of whom that is not known is inactive.

CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification');

ALTER TABLE users
    ADD COLUMN status userstatus,
    ADD COLUMN status_info varchar;
UPDATE users SET status = CASE WHEN is_active THEN 'active' ELSE 'inactive' END::userstatus, status_info = 'migrated';
ALTER TABLE users
    ALTER COLUMN status SET NOT NULL,
    DROP COLUMN is_active;
