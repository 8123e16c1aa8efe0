-- A database that came here by upgrades may have the type under its former name.

DO $$
BEGIN
    IF to_regtype('sessionresults') IS NOT NULL AND to_regtype('sessionresult') IS NULL THEN
        ALTER TYPE sessionresults RENAME TO sessionresult;
    END IF;
END
$$;
