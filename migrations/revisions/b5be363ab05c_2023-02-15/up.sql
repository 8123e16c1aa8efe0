-- Sessions for inference. Where b6b884fbae1f runs in the same transaction, it has made the type already.

DO $$
BEGIN
    IF 'INFERENCE' = ANY (enum_range(NULL::sessiontypes)::text[]) THEN
        RETURN;
    END IF;

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
END $$;
