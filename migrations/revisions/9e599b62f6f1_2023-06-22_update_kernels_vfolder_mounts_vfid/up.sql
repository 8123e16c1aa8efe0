-- A vfolder that is mounted in a session is named with its quota scope, SCOPE/ID instead of ID. Vfolders that
-- exist no longer keep the bare id. The kernels of a session have the session's mounts.

CREATE TEMPORARY TABLE session_mounts AS
SELECT s.id, jsonb_agg(
    CASE
        WHEN m.vfid IS NULL OR m.vfid ~ '^(user|project):.*/' THEN m.mount
        ELSE m.mount || jsonb_build_object('vfid', concat_ws('/', v.quota_scope_id, m.folder_id))
    END
    ORDER BY m.position
) AS mounts
FROM sessions AS s
CROSS JOIN LATERAL (
    SELECT mount, position, vfid, split_part(vfid, '/', CASE WHEN vfid LIKE '%/%' THEN 2 ELSE 1 END) AS folder_id
    FROM (
        SELECT mount, position, CASE jsonb_typeof(mount) WHEN 'object' THEN mount ->> 'vfid' END AS vfid
        FROM jsonb_array_elements(CASE jsonb_typeof(s.vfolder_mounts) WHEN 'array' THEN s.vfolder_mounts ELSE '[]' END)
            WITH ORDINALITY AS e (mount, position)
    ) AS mount
) AS m
LEFT JOIN vfolders AS v ON replace(v.id::text, '-', '') = lower(replace(m.folder_id, '-', ''))
GROUP BY s.id;

UPDATE sessions AS s SET vfolder_mounts = m.mounts FROM session_mounts AS m WHERE m.id = s.id;
UPDATE kernels AS k SET vfolder_mounts = m.mounts FROM session_mounts AS m WHERE m.id = k.session_id;

DROP TABLE session_mounts;
