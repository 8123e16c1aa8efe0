-- Parts of a CPU or GPU can be occupied, and more memory than an integer counts.

ALTER TABLE agents
    ALTER COLUMN mem_slots TYPE bigint,
    ALTER COLUMN cpu_slots TYPE double precision,
    ALTER COLUMN gpu_slots TYPE double precision,
    ALTER COLUMN used_mem_slots TYPE bigint,
    ALTER COLUMN used_cpu_slots TYPE double precision,
    ALTER COLUMN used_gpu_slots TYPE double precision;
ALTER TABLE kernels
    ALTER COLUMN mem_slot TYPE bigint,
    ALTER COLUMN cpu_slot TYPE double precision,
    ALTER COLUMN gpu_slot TYPE double precision;
