-- The slots of agents that are alive and of kernels that have not ended become rows, with the slots' names in a table
-- of their own; names that are not among the seeded ones are added. A null counts as 0, a document that is no object has no
-- slots. What cannot be stored stops the upgrade before anything is changed.

-- A quantity as users write it: a number, with or without a unit of 1024 (k, m, g, t, p, e); null where it is none.
CREATE FUNCTION pg_temp.quantity(written text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
    SELECT part[1]::numeric * 2::numeric ^ (10 * coalesce(strpos('kmgtpe', part[2]), 0))
    FROM regexp_match(
        lower(trim(written)),
        '^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?|nan)\s*([kmgtpe])?(?:ibytes|ibyte|ib|bytes|byte|b)?$'
    ) AS part
$$;

CREATE FUNCTION pg_temp.object(document jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE jsonb_typeof(document) WHEN 'object' THEN document ELSE '{}' END
$$;

CREATE TEMPORARY TABLE slots AS
SELECT 'agents' AS owner, a.id, given.key AS slot_name, given.value AS given, taken.value AS taken
FROM agents AS a
CROSS JOIN jsonb_each_text(pg_temp.object(a.available_slots)) AS given
LEFT JOIN jsonb_each_text(pg_temp.object(a.occupied_slots)) AS taken ON taken.key = given.key
WHERE a.status = 'ALIVE'
UNION ALL
SELECT 'kernels', k.id::text, given.key, given.value, taken.value
FROM kernels AS k
CROSS JOIN jsonb_each_text(pg_temp.object(k.requested_slots)) AS given
LEFT JOIN jsonb_each_text(pg_temp.object(k.occupied_slots)) AS taken ON taken.key = given.key
WHERE k.status NOT IN ('TERMINATED', 'CANCELLED');
ANALYZE slots;

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT * INTO wrong FROM slots WHERE length(slot_name) > 64 ORDER BY owner, id, slot_name LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% %: the name of slot "%" is longer than 64 characters', wrong.owner, wrong.id, wrong.slot_name;
    END IF;

    SELECT owner, id, slot_name, value INTO wrong
    FROM slots
    CROSS JOIN unnest(ARRAY[given, taken]) AS value
    WHERE value IS NOT NULL
      AND (pg_temp.quantity(value) = 'NaN' OR abs(round(pg_temp.quantity(value), 6)) < 10::numeric ^ 18) IS NOT TRUE
    ORDER BY owner, id, slot_name
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% %: the slot "%" holds "%", which is no quantity below 10^18',
            wrong.owner, wrong.id, wrong.slot_name, wrong.value;
    END IF;
END
$$;

CREATE TABLE resource_slot_types (
    slot_name    varchar(64) NOT NULL,
    slot_type    varchar(16) NOT NULL,
    display_name varchar(128),
    rank         integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_resource_slot_types PRIMARY KEY (slot_name)
);

CREATE TABLE agent_resources (
    agent_id   varchar(64) NOT NULL,
    slot_name  varchar(64) NOT NULL,
    capacity   numeric(24,6) NOT NULL,
    used       numeric(24,6),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_agent_resources PRIMARY KEY (agent_id, slot_name),
    CONSTRAINT fk_agent_resources_agent_id_agents FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT fk_agent_resources_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_agent_resources_agent_avail ON agent_resources (agent_id, slot_name, capacity, used);
CREATE INDEX ix_agent_resources_slot_name ON agent_resources (slot_name);

CREATE TABLE resource_allocations (
    kernel_id  uuid NOT NULL,
    slot_name  varchar(64) NOT NULL,
    requested  numeric(24,6) NOT NULL,
    used       numeric(24,6),
    used_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_resource_allocations PRIMARY KEY (kernel_id, slot_name),
    CONSTRAINT fk_resource_allocations_kernel_id_kernels
        FOREIGN KEY (kernel_id) REFERENCES kernels (id) ON DELETE CASCADE,
    CONSTRAINT fk_resource_allocations_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_ra_kernel_slot ON resource_allocations (kernel_id, slot_name);
CREATE INDEX ix_resource_allocations_slot_name ON resource_allocations (slot_name);

INSERT INTO resource_slot_types (slot_name, slot_type, display_name, rank)
SELECT slot_name, slot_type, display_name, rank
FROM jsonb_to_recordset(:'file resource_slot_types.json'::jsonb)
    AS seed (slot_name text, slot_type text, display_name text, rank integer);

INSERT INTO resource_slot_types (slot_name, slot_type)
SELECT DISTINCT slot_name, 'count' FROM slots
ON CONFLICT DO NOTHING;

INSERT INTO agent_resources (agent_id, slot_name, capacity, used)
SELECT id, slot_name, coalesce(pg_temp.quantity(given), 0), pg_temp.quantity(taken)
FROM slots WHERE owner = 'agents';

INSERT INTO resource_allocations (kernel_id, slot_name, requested, used)
SELECT id::uuid, slot_name, coalesce(pg_temp.quantity(given), 0), pg_temp.quantity(taken)
FROM slots WHERE owner = 'kernels';

DROP TABLE slots;
DROP FUNCTION pg_temp.object(jsonb);
DROP FUNCTION pg_temp.quantity(text);

-- Indexes that a fresh database of 26.1.0 does not have, or has under another name.
ALTER INDEX IF EXISTS ix_kernel_usage_sg_period RENAME TO ix_kernel_usage_rg_period;
CREATE INDEX IF NOT EXISTS ix_kernels_fair_share_running ON kernels (scaling_group)
    WHERE (terminated_at IS NULL) AND (starts_at IS NOT NULL);
CREATE INDEX IF NOT EXISTS ix_kernels_fair_share_terminated ON kernels (scaling_group, terminated_at)
    WHERE (terminated_at IS NOT NULL) AND (starts_at IS NOT NULL);
