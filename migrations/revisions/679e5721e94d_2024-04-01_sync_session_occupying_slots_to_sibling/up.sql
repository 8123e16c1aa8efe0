-- What a session occupies is what its kernels occupy: of its only kernel, or the sum over a cluster that has run
-- and says it occupies nothing.

UPDATE sessions SET occupying_slots = k.occupied_slots
FROM kernels AS k
WHERE k.session_id = sessions.id AND sessions.cluster_size = 1
  AND sessions.occupying_slots::text <> k.occupied_slots::text;

UPDATE sessions SET occupying_slots = total.slots
FROM (
    SELECT session_id, jsonb_object_agg(slot, amount::text) AS slots
    FROM (
        SELECT k.session_id, used.slot, sum(used.amount::numeric) AS amount
        FROM kernels AS k
        JOIN sessions AS s ON s.id = k.session_id
        CROSS JOIN LATERAL jsonb_each_text(
            CASE jsonb_typeof(k.occupied_slots) WHEN 'object' THEN k.occupied_slots ELSE '{}' END
        ) AS used (slot, amount)
        WHERE s.cluster_size <> 1 AND s.occupying_slots = '{}' AND s.status_history ? 'RUNNING'
          AND used.amount IS NOT NULL
        GROUP BY k.session_id, used.slot
    ) AS slot
    GROUP BY session_id
) AS total
WHERE total.session_id = sessions.id;
