-- loses: which kernels had the role INFERENCE; sessions of a type other than INTERACTIVE, BATCH and INFERENCE become INTERACTIVE

CREATE TYPE sessiontypes AS ENUM ('INTERACTIVE', 'BATCH', 'INFERENCE');
CREATE TYPE kernelrole AS ENUM ('INFERENCE', 'COMPUTE', 'SYSTEM');

ALTER TABLE kernels ADD COLUMN role kernelrole NOT NULL DEFAULT 'COMPUTE';
UPDATE kernels SET role = 'SYSTEM' WHERE session_type = 'SYSTEM';
CREATE INDEX ix_kernels_role ON kernels (role);

ALTER TABLE kernels ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN session_type TYPE sessiontypes USING (
        CASE WHEN session_type IN ('BATCH', 'INFERENCE') THEN session_type ELSE 'INTERACTIVE' END
    )::sessiontypes,
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';
ALTER TABLE sessions ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN session_type TYPE sessiontypes USING (
        CASE WHEN session_type IN ('BATCH', 'INFERENCE') THEN session_type ELSE 'INTERACTIVE' END
    )::sessiontypes,
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';
