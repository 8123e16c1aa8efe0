-- Presets of resources for sessions; six to begin with. Memory in resource policies is counted in bytes: 8g becomes 8589934592.

CREATE TABLE resource_presets (
    name           varchar(256) NOT NULL,
    resource_slots jsonb NOT NULL,
    CONSTRAINT pk_resource_presets PRIMARY KEY (name)
);

INSERT INTO resource_presets (name, resource_slots)
SELECT size || CASE WHEN with_gpu THEN '-gpu' ELSE '' END,
       jsonb_build_object('cpu', cpus::text, 'mem', (cpus * 2147483648)::text)
       || CASE WHEN with_gpu THEN jsonb_build_object('cuda.device', devices::text, 'cuda.shares', shares) ELSE '{}' END
FROM (VALUES ('small', 1, 1, '0.5'), ('medium', 2, 1, '1.0'), ('large', 4, 2, '2.0')) AS sizes (size, cpus, devices, shares)
CROSS JOIN (VALUES (false), (true)) AS kinds (with_gpu);

CREATE FUNCTION pg_temp.bytes(size text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce((
        SELECT trunc(parts[1]::numeric * 1024::numeric ^ CASE parts[2] WHEN '' THEN 0 ELSE strpos('kmgtpezy', parts[2]) END)::text
        FROM regexp_match(lower(size), '^([0-9]+(?:[.][0-9]+)?)([kmgtpezy]?)(?:i?b(?:ytes?)?)?$') AS parts
    ), size)
$$;

UPDATE keypair_resource_policies SET total_resource_slots = (
    SELECT jsonb_object_agg(slot, CASE slot WHEN 'mem' THEN pg_temp.bytes(quantity) ELSE quantity END)
    FROM jsonb_each_text(total_resource_slots) AS slots (slot, quantity)
    WHERE quantity IS NOT NULL
)
WHERE jsonb_typeof(total_resource_slots) = 'object' AND total_resource_slots ->> 'mem' IS NOT NULL;

DROP FUNCTION pg_temp.bytes(text);
