-- A vfolder that is mounted in a session is named with its quota scope, SCOPE/ID instead of ID. Vfolders that
-- exist no longer keep the bare id. The kernels of a session have the session's mounts. Both tables are written once, each value
-- looked up by a key on the way, which leaves no dead rows behind as an UPDATE would: here, or by eb9441fcf90a, where that runs in the
-- same transaction and finds the functions.

CREATE FUNCTION pg_temp.with_scopes(mounts jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    vfid   text;
    folder text;
    bare   text;
    scope  text;
BEGIN
    IF (jsonb_typeof(mounts) = 'array') IS NOT TRUE THEN
        RETURN mounts;
    END IF;
    FOR i IN 0 .. jsonb_array_length(mounts) - 1 LOOP
        vfid := mounts -> i ->> 'vfid';
        CONTINUE WHEN vfid IS NULL OR vfid ~ '^(user|project):.*/';
        folder := split_part(vfid, '/', CASE WHEN vfid LIKE '%/%' THEN 2 ELSE 1 END);
        bare := lower(replace(folder, '-', ''));
        scope := NULL;
        IF bare ~ '^[0-9a-f]{32}$' THEN
            SELECT v.quota_scope_id INTO scope FROM vfolders AS v WHERE v.id = bare::uuid;
        END IF;
        mounts := jsonb_set(mounts, ARRAY[i::text, 'vfid'], to_jsonb(concat_ws('/', scope, folder)));
    END LOOP;
    RETURN mounts;
END $$;

CREATE FUNCTION pg_temp.mounts_of(session uuid, own jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    mounts jsonb := (SELECT vfolder_mounts FROM sessions WHERE id = session);
BEGIN
    RETURN CASE WHEN jsonb_typeof(mounts) = 'array' AND mounts <> '[]' THEN mounts ELSE own END;
END $$;

DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') !~ 'eb9441fcf90a' THEN
        ALTER TABLE sessions ALTER COLUMN vfolder_mounts TYPE jsonb USING pg_temp.with_scopes(vfolder_mounts);
        ALTER TABLE kernels ALTER COLUMN vfolder_mounts TYPE jsonb USING pg_temp.mounts_of(session_id, vfolder_mounts);
        DROP FUNCTION pg_temp.mounts_of, pg_temp.with_scopes;
    END IF;
END $$;
