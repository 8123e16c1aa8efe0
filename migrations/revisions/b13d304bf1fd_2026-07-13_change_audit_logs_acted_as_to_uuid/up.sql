-- audit_logs.acted_as is a uuid from the start here. A database that the manager itself upgraded may have it as text.

DO $do$
BEGIN
    IF (SELECT atttypid FROM pg_attribute
        WHERE attrelid = 'audit_logs'::regclass AND attname = 'acted_as' AND NOT attisdropped) <> 'uuid'::regtype THEN
        ALTER TABLE audit_logs
            ALTER COLUMN acted_as TYPE uuid USING CASE
                WHEN acted_as ~ '^([0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}$|^\{([0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}\}$'
                THEN acted_as::uuid
            END;
    END IF;
END
$do$;
