-- Audit rows say as whom a request acted. Until now that was the user who sent it; where triggered_by is no uuid, nobody can be
-- named. The table is rewritten once, which leaves no dead rows behind as an UPDATE would.

ALTER TABLE audit_logs ADD COLUMN acted_as uuid;

ALTER TABLE audit_logs
    ALTER COLUMN acted_as TYPE uuid USING CASE
        WHEN triggered_by ~ '^([0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}$|^\{([0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}\}$'
        THEN triggered_by::uuid
    END;

DO $$
DECLARE
    unnamed bigint := (SELECT count(*) FROM audit_logs WHERE acted_as IS NULL AND triggered_by IS NOT NULL);
BEGIN
    IF unnamed > 0 THEN
        RAISE WARNING '% rows of audit_logs have no uuid in triggered_by; their acted_as stays empty', unnamed;
    END IF;
END
$$;
