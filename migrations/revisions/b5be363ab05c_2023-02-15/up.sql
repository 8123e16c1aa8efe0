-- Sessions for inference.

ALTER TYPE sessiontypes RENAME TO sessiontypes_old;
CREATE TYPE sessiontypes AS ENUM ('INTERACTIVE', 'BATCH', 'INFERENCE');

ALTER TABLE kernels ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN session_type TYPE sessiontypes USING session_type::text::sessiontypes,
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';
ALTER TABLE sessions ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN session_type TYPE sessiontypes USING session_type::text::sessiontypes,
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';

DROP TYPE sessiontypes_old;
