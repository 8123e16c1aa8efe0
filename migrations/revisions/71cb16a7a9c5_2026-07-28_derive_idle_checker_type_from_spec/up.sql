-- The type of an idle checker is read from its specification; one without a usable type there was never run and cannot be kept.

DO $$
DECLARE
    checker record;
BEGIN
    SELECT id, name, spec ->> 'type' AS type INTO checker
    FROM idle_checkers
    WHERE spec ->> 'type' IS NULL OR length(spec ->> 'type') > 64
    ORDER BY id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'idle_checkers %: the specification of "%" has no type of at most 64 characters; write one under the key "type"',
            checker.id, checker.name;
    END IF;
END
$$;

ALTER TABLE idle_checkers
    DROP COLUMN checker_type,
    ADD COLUMN checker_type varchar(64) NOT NULL GENERATED ALWAYS AS (spec ->> 'type') STORED;
