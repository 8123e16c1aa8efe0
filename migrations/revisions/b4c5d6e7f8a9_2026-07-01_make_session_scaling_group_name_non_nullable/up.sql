-- A session without a resource group takes that of its kernels, where they agree on one. The others go, with their kernels and
-- routes: nothing could schedule or show them.

UPDATE sessions AS s
SET scaling_group_name = k.scaling_group
FROM (
    SELECT session_id, min(scaling_group) AS scaling_group
    FROM kernels
    WHERE session_id IN (SELECT id FROM sessions WHERE scaling_group_name IS NULL)
    GROUP BY session_id
    HAVING min(scaling_group) = max(scaling_group)
) AS k
WHERE s.id = k.session_id AND s.scaling_group_name IS NULL;

DELETE FROM routings WHERE session IN (SELECT id FROM sessions WHERE scaling_group_name IS NULL);
DELETE FROM kernels WHERE session_id IN (SELECT id FROM sessions WHERE scaling_group_name IS NULL);
DELETE FROM sessions WHERE scaling_group_name IS NULL;

ALTER TABLE sessions ALTER COLUMN scaling_group_name SET NOT NULL;
