ALTER TABLE kernels ADD COLUMN status_history jsonb;

-- Where the Python manager's revisions brought the database to 22.03, types have other names, and mounts are a json that later
-- revisions cannot read. Ours are through with this in 81c264528f20; defaults and indexes are left to --repair.
ALTER TABLE kernels ALTER COLUMN vfolder_mounts TYPE jsonb;
DO $$
DECLARE
    type record;
BEGIN
    FOR type IN SELECT * FROM (VALUES
        ('default_for_unspecified', 'defaultforunspecified'), ('image_type', 'imagetype'), ('templatetypes', 'templatetype')
    ) AS names (old, new)
    LOOP
        IF to_regtype(type.old) IS NOT NULL AND to_regtype(type.new) IS NULL THEN
            EXECUTE format('ALTER TYPE %I RENAME TO %I', type.old, type.new);
        END IF;
    END LOOP;
END $$;
