ALTER TABLE users ADD COLUMN sudo_session_enabled boolean NOT NULL DEFAULT false;

ALTER TABLE users ALTER COLUMN sudo_session_enabled DROP DEFAULT;
