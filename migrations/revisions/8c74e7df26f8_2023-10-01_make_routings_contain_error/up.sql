-- A route that failed has an error and no session.

ALTER TABLE routings
    ADD COLUMN error_data jsonb,
    ALTER COLUMN session DROP NOT NULL;
