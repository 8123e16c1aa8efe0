CREATE FUNCTION pg_temp.without_quota_scope(mounts jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT coalesce(jsonb_agg(
        CASE
            WHEN jsonb_typeof(mount) = 'object' AND mount ? 'vfid'
            THEN mount || jsonb_build_object('vfid', regexp_replace(mount ->> 'vfid', '^.*/', ''))
            ELSE mount
        END
        ORDER BY position
    ), '[]')
    FROM jsonb_array_elements(mounts) WITH ORDINALITY AS e (mount, position)
$$;

UPDATE sessions SET vfolder_mounts = pg_temp.without_quota_scope(vfolder_mounts)
WHERE jsonb_typeof(vfolder_mounts) = 'array';
UPDATE kernels SET vfolder_mounts = pg_temp.without_quota_scope(vfolder_mounts)
WHERE jsonb_typeof(vfolder_mounts) = 'array';

DROP FUNCTION pg_temp.without_quota_scope(jsonb);
