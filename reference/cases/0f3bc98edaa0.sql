-- An agent, its kernels, and vfolders that two of them use.
INSERT INTO agents (id, mem_slots, cpu_slots, gpu_slots, used_mem_slots, used_cpu_slots, used_gpu_slots, addr, first_contact)
VALUES ('i-one', 15, 8, 0, 4, 3, 0, 'tcp://10.0.0.1:6001', '2017-05-01T00:00:00Z'), ('i-gpu', 61, 16, 2, 8, 4, 1, 'tcp://10.0.0.2:6001', '2017-05-02T00:00:00Z');
UPDATE kernels SET agent = CASE WHEN status = 'RUNNING' THEN 'i-gpu' ELSE 'i-one' END, allocated_cores = '{0,1}', cpu_used = 1200, cur_mem_bytes = 1000, max_mem_bytes = 3000000000,
    io_read_bytes = 5, io_write_bytes = 6, net_rx_bytes = 7, net_tx_bytes = 8, num_queries = 9, status_info = CASE WHEN status = 'TERMINATED' THEN 'user-requested' END;
INSERT INTO vfolders (id, host, name, max_files, max_size, num_files, cur_size, created_at, last_used, belongs_to)
SELECT md5('folder' || n)::uuid, 'local', 'folder-' || n, 1000, 1048576, n, 10 * n, '2017-08-09T00:00:00Z', '2017-08-10T00:00:00Z', access_key
FROM generate_series(1, 3) AS n JOIN keypairs ON user_id = n;
INSERT INTO vfolder_attachment SELECT md5('folder' || n)::uuid, md5('kernel' || n)::uuid FROM generate_series(1, 2) AS n;
