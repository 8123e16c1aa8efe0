-- 18.12: parts of processors, graphics cards and ports.
UPDATE agents SET used_cpu_slots = 3.5, tpu_slots = 1, used_tpu_slots = 0 WHERE id = 'i-gpu';
UPDATE kernels SET cpu_slot = 1.5, mem_slot = 2, gpu_slot = 0.5, cpu_set = '{0,3}', gpu_set = '{1}', tag = 'mine', io_max_scratch_size = 4096,
    service_ports = '[{"name": "jupyter", "protocol": "http", "container_port": 8080, "host_port": 30001}]' WHERE status = 'RUNNING';
