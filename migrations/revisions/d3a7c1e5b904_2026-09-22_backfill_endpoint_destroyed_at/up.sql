-- When a deployment was destroyed: at its last recorded step, or else it is as old as it is.

UPDATE endpoints AS e
SET destroyed_at = coalesce(
    (SELECT max(h.updated_at) FROM deployment_history AS h WHERE h.deployment_id = e.id), e.created_at
)
WHERE e.lifecycle_stage = 'destroyed' AND e.destroyed_at IS NULL;
