-- Each session knows the agents of its kernels.

ALTER TABLE sessions ADD COLUMN agent_ids varchar[];

UPDATE sessions AS s SET agent_ids = k.agents
FROM (
    SELECT session_id, array_agg(DISTINCT agent ORDER BY agent) AS agents
    FROM kernels
    WHERE agent IS NOT NULL
    GROUP BY session_id
) AS k
WHERE k.session_id = s.id;
