-- A session belongs to a user who exists; a random one was never right.

ALTER TABLE sessions ALTER COLUMN user_uuid DROP DEFAULT;
