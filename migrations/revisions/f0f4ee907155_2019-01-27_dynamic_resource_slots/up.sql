-- What agents offer and kernels occupy is an object from slot to quantity, whatever slots there are. How many CPUs and how much memory
-- an agent offers it tells itself when it reports next. A kernel keeps the numbers of its CPUs; those of its GPUs and TPUs go.

ALTER TABLE kernels ALTER COLUMN service_ports TYPE jsonb USING service_ports::jsonb;

ALTER TABLE agents
    ADD COLUMN available_slots jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN occupied_slots jsonb NOT NULL DEFAULT '{}';
UPDATE agents SET
    available_slots =
        CASE WHEN gpu_slots > 0 THEN jsonb_build_object('cuda.device', gpu_slots) ELSE '{}' END
        || CASE WHEN tpu_slots > 0 THEN jsonb_build_object('tpu.device', tpu_slots) ELSE '{}' END,
    occupied_slots =
        jsonb_build_object('cpu', used_cpu_slots, 'mem', used_mem_slots || 'g')
        || CASE WHEN used_gpu_slots > 0 THEN jsonb_build_object('cuda.device', used_gpu_slots) ELSE '{}' END
        || CASE WHEN used_tpu_slots > 0 THEN jsonb_build_object('tpu.device', used_tpu_slots) ELSE '{}' END;
ALTER TABLE agents
    DROP COLUMN cpu_slots,
    DROP COLUMN mem_slots,
    DROP COLUMN gpu_slots,
    DROP COLUMN tpu_slots,
    DROP COLUMN used_cpu_slots,
    DROP COLUMN used_mem_slots,
    DROP COLUMN used_gpu_slots,
    DROP COLUMN used_tpu_slots;

ALTER TABLE kernels
    ADD COLUMN occupied_slots jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN occupied_shares jsonb NOT NULL DEFAULT '{}';
UPDATE kernels SET
    occupied_slots = jsonb_build_object('cpu', cpu_slot, 'mem', mem_slot, 'cuda.device', gpu_slot, 'tpu.device', tpu_slot),
    occupied_shares = jsonb_build_object('cpu', cpu_set, 'mem', mem_slot, 'cuda.device', '{}'::jsonb, 'tpu.device', '{}'::jsonb);
ALTER TABLE kernels
    DROP COLUMN cpu_slot,
    DROP COLUMN mem_slot,
    DROP COLUMN gpu_slot,
    DROP COLUMN tpu_slot,
    DROP COLUMN cpu_set,
    DROP COLUMN gpu_set,
    DROP COLUMN tpu_set;
