ALTER TABLE images ADD COLUMN IF NOT EXISTS is_local boolean NOT NULL DEFAULT false;

-- Fresh databases of 22.09.14 to 22.09.16 lack the default; where ac4e179c57fe comes later, it brings column and default.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'totp_activated') THEN
        ALTER TABLE users ALTER COLUMN totp_activated SET DEFAULT false;
    END IF;
END $$;
