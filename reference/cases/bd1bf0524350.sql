-- Four days of records; buckets of every level for them, one with an entry that no record supports, one without records.
INSERT INTO kernel_usage_records (id, kernel_id, session_id, user_uuid, project_id, domain_name, resource_group, period_start, period_end, resource_usage)
SELECT md5('usage' || n)::uuid, md5('k')::uuid, md5('s')::uuid, md5('user' || 1 + n % 3)::uuid, md5('project' || 1 + n % 2)::uuid, CASE n % 5 WHEN 0 THEN 'research' ELSE 'default' END, 'default',
       '2026-03-01 22:00:00+00'::timestamptz + n * interval '2 hours', '2026-03-01 23:00:00+00'::timestamptz + n * interval '2 hours',
       CASE n % 4 WHEN 0 THEN '{}' ELSE jsonb_build_object('cpu', (n * 3600)::text, 'mem', n * 1000000000000.123456789) END
FROM generate_series(1, 40) AS n;
INSERT INTO user_usage_buckets (id, user_uuid, project_id, domain_name, resource_group, period_start, period_end, decay_unit_days, resource_usage, capacity_snapshot)
SELECT md5('ub' || u || p || d)::uuid, md5('user' || u)::uuid, md5('project' || p)::uuid, 'default', 'default', '2026-03-01'::date + d, '2026-03-02'::date + d, 1, '{"cpu": "1"}', '{}'
FROM generate_series(1, 3) AS u, generate_series(1, 2) AS p, generate_series(0, 5) AS d;
INSERT INTO project_usage_buckets (id, project_id, domain_name, resource_group, period_start, period_end, decay_unit_days, resource_usage, capacity_snapshot)
SELECT md5('pb' || p || d)::uuid, md5('project' || p)::uuid, 'default', 'default', '2026-03-01'::date + d, '2026-03-02'::date + d, 1, '{"cpu": "1"}', '{}'
FROM generate_series(1, 3) AS p, generate_series(0, 5) AS d;
INSERT INTO domain_usage_buckets (id, domain_name, resource_group, period_start, period_end, decay_unit_days, resource_usage, capacity_snapshot)
SELECT md5('db' || n || d)::uuid, n, 'default', '2026-03-01'::date + d, '2026-03-02'::date + d, 1, '{"cpu": "1"}', '{}'
FROM unnest(ARRAY['default', 'research']) AS n, generate_series(0, 5) AS d;
INSERT INTO usage_bucket_entries (bucket_id, bucket_type, slot_name, amount, duration_seconds, capacity)
SELECT id, 'user', slot, 17.5, 60, 4 FROM user_usage_buckets, unnest(ARRAY['cpu', 'cuda.shares']) AS slot
UNION ALL SELECT id, 'project', 'cpu', 99, 60, 4 FROM project_usage_buckets
UNION ALL SELECT id, 'domain', 'mem', 12345678.9, 60, 4 FROM domain_usage_buckets;
