-- Percentages that Python writes in its own way, and memory that is known from one place or another.
UPDATE kernels SET terminated_at = created_at + interval '1000 seconds', cpu_used = 500000, mem_max_bytes = 1, status = 'TERMINATED' WHERE id = md5('kernel1')::uuid;
UPDATE kernels SET terminated_at = created_at + interval '1000 seconds', cpu_used = 1200000, occupied_slots = '{"mem": "1073741824"}', status = 'TERMINATED' WHERE id = md5('kernel2')::uuid;
UPDATE kernels SET terminated_at = created_at + interval '1000 seconds', cpu_used = 125001, occupied_slots = '{}', occupied_shares = '{}', mem_max_bytes = 3000000000 WHERE id = md5('kernel3')::uuid;
UPDATE kernels SET cpu_used = 0, io_max_scratch_size = 0, mem_max_bytes = 0, occupied_slots = '{}', occupied_shares = '{}' WHERE id = md5('kernel4')::uuid;
UPDATE kernels SET io_max_scratch_size = coalesce(io_max_scratch_size, 0);
