-- A database that 26.7.0 upgraded lacks this column. Its checkers apply to no type of session until somebody says which.

ALTER TABLE idle_checkers ADD COLUMN IF NOT EXISTS target_session_types varchar(64)[] NOT NULL DEFAULT '{}';
ALTER TABLE idle_checkers ALTER COLUMN target_session_types DROP DEFAULT;
