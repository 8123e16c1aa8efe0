-- Ids that sort by the time they were made: UUIDs of version 7, of RFC 9562. The 12 bits after the version
-- hold the part of a millisecond, 62 bits are random. Within a session the first 60 bits always count up,
-- even where the clock stands still or goes back: the session keeps the last tick in a setting of its own.
-- Rows that are there keep their ids.

CREATE FUNCTION uuid_generate_v7() RETURNS uuid LANGUAGE plpgsql VOLATILE AS $function$
DECLARE
    micros bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
    tick bigint := greatest(
        (micros / 1000 << 12) + (micros % 1000 << 12) / 1000,
        nullif(current_setting('backend_ai.uuid_v7_tick', true), '')::bigint + 1
    );
BEGIN
    PERFORM set_config('backend_ai.uuid_v7_tick', tick::text, false);
    -- 28672 is the version, hexadecimal 7000. The last 64 bits of a version 4 UUID are random and
    -- carry the variant already.
    RETURN (
        lpad(to_hex((tick >> 12 << 16) | 28672 | (tick & 4095)), 16, '0')
        || substr(gen_random_uuid()::text, 20)
    )::uuid;
END
$function$;

ALTER TABLE sessions ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE kernels ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE endpoints ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE deployment_revisions ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE routings ALTER COLUMN id SET DEFAULT uuid_generate_v7();
ALTER TABLE replica_groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();
