-- A vfolder that is mounted in a session is named with its quota scope, SCOPE/ID instead of ID. Vfolders that
-- exist no longer keep the bare id. The kernels of a session have the session's mounts. Both tables are written once, each value
-- looked up by a key on the way, which leaves no dead rows behind as an UPDATE would.

CREATE FUNCTION pg_temp.with_scopes(mounts jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF jsonb_typeof(mounts) <> 'array' OR mounts = '[]' THEN
        RETURN mounts;
    END IF;
    RETURN (
        SELECT jsonb_agg(
            CASE
                WHEN m.vfid IS NULL OR m.vfid ~ '^(user|project):.*/' THEN m.mount
                ELSE m.mount || jsonb_build_object('vfid', concat_ws('/', (
                    SELECT v.quota_scope_id FROM vfolders AS v
                    WHERE v.id = CASE WHEN m.bare ~ '^[0-9a-f]{32}$' THEN m.bare::uuid END
                ), m.folder_id))
            END
            ORDER BY m.position
        )
        FROM (
            SELECT mount, position, vfid, folder_id, lower(replace(folder_id, '-', '')) AS bare
            FROM jsonb_array_elements(mounts) WITH ORDINALITY AS e (mount, position)
            CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(mount) WHEN 'object' THEN mount ->> 'vfid' END AS vfid) AS i
            CROSS JOIN LATERAL (SELECT split_part(vfid, '/', CASE WHEN vfid LIKE '%/%' THEN 2 ELSE 1 END) AS folder_id) AS f
        ) AS m
    );
END $$;

ALTER TABLE sessions ALTER COLUMN vfolder_mounts TYPE jsonb USING pg_temp.with_scopes(vfolder_mounts);

CREATE FUNCTION pg_temp.mounts_of(session uuid, own jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    mounts jsonb := (SELECT vfolder_mounts FROM sessions WHERE id = session);
BEGIN
    RETURN CASE WHEN jsonb_typeof(mounts) = 'array' AND mounts <> '[]' THEN mounts ELSE own END;
END $$;

ALTER TABLE kernels ALTER COLUMN vfolder_mounts TYPE jsonb USING pg_temp.mounts_of(session_id, vfolder_mounts);

DROP FUNCTION pg_temp.mounts_of;
DROP FUNCTION pg_temp.with_scopes;
