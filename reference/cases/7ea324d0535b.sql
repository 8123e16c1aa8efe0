-- As 2017 began: keypairs of numbered users, kernels by their agent's name, and their usage.
INSERT INTO keypairs (user_id, access_key, secret_key, is_active, billing_plan, created_at, last_used, concurrency_limit, concurrency_used, rate_limit, num_queries)
SELECT n, 'AKIA' || upper(substr(md5('key' || n), 1, 16)), md5('secret' || n), n <> 3, 'free', '2017-05-01T00:00:00Z'::timestamptz + n * interval '1 day', '2017-06-01T00:00:00Z', 30, n, 1000, 10 * n
FROM generate_series(1, 4) AS n;
INSERT INTO kernels (sess_id, lang, access_key, created_at, terminated_at, status, agent_id, container_id)
SELECT md5('kernel' || n)::uuid, 'python3:latest', 'AKIA' || upper(substr(md5('key' || 1 + n % 4), 1, 16)), '2017-06-01T00:00:00Z'::timestamptz + n * interval '1 hour',
       CASE WHEN n <= 4 THEN '2017-06-02T00:00:00Z'::timestamptz END, CASE WHEN n <= 4 THEN 'TERMINATED' ELSE 'RUNNING' END, 'i-one', md5('container' || n)
FROM generate_series(1, 6) AS n;
INSERT INTO usage (id, access_key_id, kernel_type, kernel_id, started_at, terminated_at, cpu_used, mem_used, io_used, net_used)
SELECT md5('usage' || n)::uuid, access_key, lang, sess_id::text, created_at, terminated_at, 100, 200, 300, 400
FROM generate_series(1, 3) AS n JOIN kernels ON sess_id = md5('kernel' || n)::uuid;
