-- What a kernel used becomes a document of metrics. The memory that it could use is what it occupied, else its peak in full gibibytes,
-- at least one. What went over the network is left out.

-- As Python writes a decimal number that it has normalized: 12.5, but 5E+1
CREATE FUNCTION pg_temp.normalized(number numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN plain !~ '0$' OR plain ~ '[.]' OR plain = '0' THEN plain
        ELSE regexp_replace(rtrim(plain, '0'), '^(-?[0-9])(?=[0-9])', '\1.') || 'E+' || length(ltrim(plain, '-')) - 1
    END
    FROM (SELECT CASE WHEN number::text ~ '[.]' THEN rtrim(rtrim(number::text, '0'), '.') ELSE number::text END AS plain) AS written
$$;

CREATE FUNCTION pg_temp.positive(slots jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT slots ->> 'mem' WHERE slots ->> 'mem' ~ '^[0-9]+([.][0-9]+)?$' AND (slots ->> 'mem')::numeric > 0
$$;

ALTER TABLE kernels ADD COLUMN last_stat jsonb;
UPDATE kernels AS k SET last_stat = jsonb_build_object(
    'cpu_used', jsonb_build_object('current', cpu::text, 'capacity', NULL),
    'cpu_util', jsonb_build_object('current', percent, 'capacity', NULL, 'stats.avg', percent),
    'mem', jsonb_build_object('current', peak::text, 'capacity', coalesce(
        pg_temp.positive(k.occupied_slots), pg_temp.positive(k.occupied_shares),
        (greatest(ceil(peak / 1073741824.0), 1) * 1073741824)::text
    ), 'stats.max', peak::text),
    'io_read', jsonb_build_object('current', coalesce(k.io_read_bytes, 0)::text, 'capacity', NULL, 'stats.rate', '0'),
    'io_write', jsonb_build_object('current', coalesce(k.io_write_bytes, 0)::text, 'capacity', NULL, 'stats.rate', '0'),
    'io_scratch_size', jsonb_build_object('current', scratch::text, 'capacity', '10737418240', 'stats.max', scratch::text)
)
FROM (
    SELECT
        id, coalesce(cpu_used, 0) AS cpu, coalesce(mem_max_bytes, 0) AS peak, coalesce(io_max_scratch_size, 0) AS scratch,
        -- cpu_used is in milliseconds
        coalesce(pg_temp.normalized(round(
            (100 * (cpu_used / 1000.0 / nullif(extract(epoch FROM terminated_at - created_at)::numeric, 0))::numeric), 2
        )), '0') AS percent
    FROM kernels
) AS used
WHERE used.id = k.id;

DROP FUNCTION pg_temp.normalized, pg_temp.positive;

ALTER TABLE kernels
    DROP COLUMN cpu_used,
    DROP COLUMN mem_max_bytes,
    DROP COLUMN net_rx_bytes,
    DROP COLUMN net_tx_bytes,
    DROP COLUMN io_read_bytes,
    DROP COLUMN io_write_bytes,
    DROP COLUMN io_max_scratch_size;
