-- loses: the slots of sessions and kernels that have no resource_allocations, and of agents that have no agent_resources

ALTER TABLE agents
    ADD COLUMN available_slots jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN occupied_slots jsonb NOT NULL DEFAULT '{}';

UPDATE agents AS a
SET available_slots = r.available, occupied_slots = r.occupied
FROM (
    SELECT agent_id,
        jsonb_object_agg(slot_name, trim_scale(capacity)::text) AS available,
        jsonb_object_agg(slot_name, trim_scale(used)::text) AS occupied
    FROM agent_resources
    GROUP BY agent_id
) AS r
WHERE r.agent_id = a.id;

ALTER TABLE kernels
    ADD COLUMN occupied_slots jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN requested_slots jsonb NOT NULL DEFAULT '{}';

UPDATE kernels AS k
SET occupied_slots = r.occupied, requested_slots = r.requested
FROM (
    SELECT kernel_id,
        jsonb_object_agg(slot_name, trim_scale(coalesce(used, requested))::text) AS occupied,
        jsonb_object_agg(slot_name, trim_scale(requested)::text) AS requested
    FROM resource_allocations
    GROUP BY kernel_id
) AS r
WHERE r.kernel_id = k.id;

-- Those of a session are the sums over its kernels.
ALTER TABLE sessions
    ADD COLUMN occupying_slots jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN requested_slots jsonb NOT NULL DEFAULT '{}';

UPDATE sessions AS s
SET occupying_slots = r.occupying, requested_slots = r.requested
FROM (
    SELECT session_id,
        jsonb_object_agg(slot_name, trim_scale(occupying)::text) AS occupying,
        jsonb_object_agg(slot_name, trim_scale(requested)::text) AS requested
    FROM (
        SELECT k.session_id, a.slot_name, sum(coalesce(a.used, a.requested)) AS occupying, sum(a.requested) AS requested
        FROM resource_allocations AS a
        JOIN kernels AS k ON k.id = a.kernel_id
        GROUP BY k.session_id, a.slot_name
    ) AS slots
    GROUP BY session_id
) AS r
WHERE r.session_id = s.id;

ALTER TABLE agents ALTER COLUMN available_slots DROP DEFAULT, ALTER COLUMN occupied_slots DROP DEFAULT;
ALTER TABLE kernels ALTER COLUMN occupied_slots DROP DEFAULT, ALTER COLUMN requested_slots DROP DEFAULT;
ALTER TABLE sessions ALTER COLUMN occupying_slots DROP DEFAULT, ALTER COLUMN requested_slots DROP DEFAULT;
