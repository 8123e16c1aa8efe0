-- loses: the values of kernels.last_stat but for the CPU time, the most memory and scratch space, and what was read and written

CREATE FUNCTION pg_temp.counted(stat jsonb, metric text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (stat -> metric ->> 'current')::bigint WHERE stat -> metric ->> 'current' ~ '^-?[0-9]{1,18}$'
$$;

ALTER TABLE kernels
    ADD COLUMN cpu_used bigint,
    ADD COLUMN mem_max_bytes bigint,
    ADD COLUMN net_rx_bytes bigint,
    ADD COLUMN net_tx_bytes bigint,
    ADD COLUMN io_read_bytes bigint,
    ADD COLUMN io_write_bytes bigint,
    ADD COLUMN io_max_scratch_size bigint;
UPDATE kernels SET
    cpu_used = pg_temp.counted(last_stat, 'cpu_used'),
    mem_max_bytes = pg_temp.counted(last_stat, 'mem'),
    io_read_bytes = pg_temp.counted(last_stat, 'io_read'),
    io_write_bytes = pg_temp.counted(last_stat, 'io_write'),
    io_max_scratch_size = pg_temp.counted(last_stat, 'io_scratch_size');
ALTER TABLE kernels DROP COLUMN last_stat;

DROP FUNCTION pg_temp.counted(jsonb, text);
