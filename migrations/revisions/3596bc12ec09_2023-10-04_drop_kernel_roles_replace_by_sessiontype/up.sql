-- A kernel has no role: the sessions whose kernels had the role SYSTEM are of type SYSTEM. The type is text from
-- here on; where eb9441fcf90a has made it so, nothing is left to be written.

ALTER TABLE sessions ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN session_type TYPE varchar(64),
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';
ALTER TABLE kernels ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN session_type TYPE varchar(64),
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';

UPDATE sessions SET session_type = 'SYSTEM' WHERE id IN (SELECT session_id FROM kernels WHERE role = 'SYSTEM');
UPDATE kernels SET session_type = 'SYSTEM' WHERE session_id IN (SELECT session_id FROM kernels WHERE role = 'SYSTEM');

ALTER TABLE kernels DROP COLUMN role;
DROP TYPE kernelrole;
DROP TYPE sessiontypes;
