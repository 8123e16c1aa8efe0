-- loses: parts of CPUs and GPUs; of what is more than an integer holds (2147483647) that much is left

CREATE FUNCTION pg_temp.as_integer(quantity double precision) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN quantity = 'NaN' THEN 0 ELSE greatest(least(quantity, 2147483647), -2147483648)::integer END
$$;

ALTER TABLE agents
    ALTER COLUMN mem_slots TYPE integer USING pg_temp.as_integer(mem_slots),
    ALTER COLUMN cpu_slots TYPE integer USING pg_temp.as_integer(cpu_slots),
    ALTER COLUMN gpu_slots TYPE integer USING pg_temp.as_integer(gpu_slots),
    ALTER COLUMN used_mem_slots TYPE integer USING pg_temp.as_integer(used_mem_slots),
    ALTER COLUMN used_cpu_slots TYPE integer USING pg_temp.as_integer(used_cpu_slots),
    ALTER COLUMN used_gpu_slots TYPE integer USING pg_temp.as_integer(used_gpu_slots);
ALTER TABLE kernels
    ALTER COLUMN mem_slot TYPE integer USING pg_temp.as_integer(mem_slot),
    ALTER COLUMN cpu_slot TYPE integer USING pg_temp.as_integer(cpu_slot),
    ALTER COLUMN gpu_slot TYPE integer USING pg_temp.as_integer(gpu_slot);

DROP FUNCTION pg_temp.as_integer(double precision);
