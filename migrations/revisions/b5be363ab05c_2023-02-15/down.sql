-- loses: which sessions and kernels were of type INFERENCE (they become INTERACTIVE)

ALTER TYPE sessiontypes RENAME TO sessiontypes_old;
CREATE TYPE sessiontypes AS ENUM ('INTERACTIVE', 'BATCH');

ALTER TABLE kernels ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE kernels
    ALTER COLUMN session_type TYPE sessiontypes USING (
        CASE session_type::text
            WHEN 'INFERENCE' THEN 'INTERACTIVE'
            ELSE session_type::text
        END
    )::sessiontypes,
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';
ALTER TABLE sessions ALTER COLUMN session_type DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN session_type TYPE sessiontypes USING (
        CASE session_type::text
            WHEN 'INFERENCE' THEN 'INTERACTIVE'
            ELSE session_type::text
        END
    )::sessiontypes,
    ALTER COLUMN session_type SET DEFAULT 'INTERACTIVE';

DROP TYPE sessiontypes_old;
