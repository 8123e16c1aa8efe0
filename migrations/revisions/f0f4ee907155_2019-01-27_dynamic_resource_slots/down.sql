-- loses: what agents and kernels have of other slots than cpu, mem, cuda.device and tpu.device; quantities that are no number

-- Memory of agents was counted in gibibytes, and is written so.
CREATE FUNCTION pg_temp.quantity(slots jsonb, slot text) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN slots ->> slot ~ '^-?[0-9]{1,18}([.][0-9]+)?g?$' THEN rtrim(slots ->> slot, 'g')::double precision ELSE 0 END
$$;

ALTER TABLE kernels
    ALTER COLUMN service_ports TYPE json USING service_ports::json,
    ADD COLUMN cpu_slot double precision NOT NULL DEFAULT 0,
    ADD COLUMN mem_slot bigint NOT NULL DEFAULT 0,
    ADD COLUMN gpu_slot double precision NOT NULL DEFAULT 0,
    ADD COLUMN tpu_slot double precision NOT NULL DEFAULT 0,
    ADD COLUMN cpu_set integer[],
    ADD COLUMN gpu_set integer[],
    ADD COLUMN tpu_set integer[];
UPDATE kernels SET
    cpu_slot = pg_temp.quantity(occupied_slots, 'cpu'),
    mem_slot = pg_temp.quantity(occupied_slots, 'mem'),
    gpu_slot = pg_temp.quantity(occupied_slots, 'cuda.device'),
    tpu_slot = pg_temp.quantity(occupied_slots, 'tpu.device'),
    cpu_set = CASE WHEN jsonb_typeof(occupied_shares -> 'cpu') = 'array' THEN ARRAY(
        SELECT core::integer FROM jsonb_array_elements_text(occupied_shares -> 'cpu') AS core WHERE core ~ '^[0-9]{1,9}$'
    ) END;
ALTER TABLE kernels
    DROP COLUMN occupied_slots,
    DROP COLUMN occupied_shares,
    ALTER COLUMN cpu_slot DROP DEFAULT,
    ALTER COLUMN mem_slot DROP DEFAULT,
    ALTER COLUMN gpu_slot DROP DEFAULT,
    ALTER COLUMN tpu_slot DROP DEFAULT;

ALTER TABLE agents
    ADD COLUMN cpu_slots double precision NOT NULL DEFAULT 0,
    ADD COLUMN mem_slots bigint NOT NULL DEFAULT 0,
    ADD COLUMN gpu_slots double precision NOT NULL DEFAULT 0,
    ADD COLUMN tpu_slots double precision NOT NULL DEFAULT 0,
    ADD COLUMN used_cpu_slots double precision NOT NULL DEFAULT 0,
    ADD COLUMN used_mem_slots bigint NOT NULL DEFAULT 0,
    ADD COLUMN used_gpu_slots double precision NOT NULL DEFAULT 0,
    ADD COLUMN used_tpu_slots double precision NOT NULL DEFAULT 0;
UPDATE agents SET
    cpu_slots = pg_temp.quantity(available_slots, 'cpu'),
    mem_slots = pg_temp.quantity(available_slots, 'mem'),
    gpu_slots = pg_temp.quantity(available_slots, 'cuda.device'),
    tpu_slots = pg_temp.quantity(available_slots, 'tpu.device'),
    used_cpu_slots = pg_temp.quantity(occupied_slots, 'cpu'),
    used_mem_slots = pg_temp.quantity(occupied_slots, 'mem'),
    used_gpu_slots = pg_temp.quantity(occupied_slots, 'cuda.device'),
    used_tpu_slots = pg_temp.quantity(occupied_slots, 'tpu.device');
ALTER TABLE agents
    DROP COLUMN available_slots,
    DROP COLUMN occupied_slots,
    ALTER COLUMN cpu_slots DROP DEFAULT,
    ALTER COLUMN mem_slots DROP DEFAULT,
    ALTER COLUMN gpu_slots DROP DEFAULT,
    ALTER COLUMN tpu_slots DROP DEFAULT,
    ALTER COLUMN used_cpu_slots DROP DEFAULT,
    ALTER COLUMN used_mem_slots DROP DEFAULT,
    ALTER COLUMN used_gpu_slots DROP DEFAULT,
    ALTER COLUMN used_tpu_slots DROP DEFAULT;

DROP FUNCTION pg_temp.quantity(jsonb, text);
