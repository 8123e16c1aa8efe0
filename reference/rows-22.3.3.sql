-- Rows as an installation of 22.03 has them: the data set "fixtures" of the harness for the revisions up to 25.19.2. Ids are digests of
-- names, so that every template has the same ones.

INSERT INTO domains (name, description, is_active, total_resource_slots, allowed_vfolder_hosts, allowed_docker_registries, dotfiles)
VALUES ('default', 'The default domain', true, '{}', '{local:volume1}', '{cr.example.com}', '\x90'),
       ('research', NULL, true, '{"cpu": "100"}', '{local:volume1,nfs:shared}', '{cr.example.com,index.docker.io}', '\x90'),
       ('closed', NULL, false, NULL, '{}', '{}', '\x90');
INSERT INTO keypair_resource_policies (name, default_for_unspecified, total_resource_slots, max_session_lifetime, max_concurrent_sessions, max_containers_per_session, max_vfolder_count, max_vfolder_size, idle_timeout, allowed_vfolder_hosts)
VALUES ('default', 'UNLIMITED', '{}', 0, 5, 1, 10, 0, 3600, '{local:volume1}'),
       ('strict', 'LIMITED', '{"cpu": "4", "mem": "8g"}', 7200, 1, 1, 3, 1073741824, 600, '{}');

INSERT INTO scaling_groups (name, description, is_active, wsproxy_addr, driver, driver_opts, scheduler, scheduler_opts)
VALUES ('default', 'The default group', true, 'http://10.0.0.1:5050', 'static', '{}', 'fifo', '{"allowed_session_types": ["interactive", "batch"], "pending_timeout": 0, "config": {}}'),
       ('gpu', NULL, true, NULL, 'static', '{}', 'drf', '{"allowed_session_types": ["interactive"], "config": {"x": 1}, "roundrobin": true, "agent_selection_strategy": "concentrated"}'),
       ('closed', NULL, false, NULL, 'static', '{}', 'lifo', '{}');
INSERT INTO sgroups_for_domains VALUES ('default', 'default'), ('gpu', 'research');

INSERT INTO groups (id, name, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles, created_at)
SELECT md5('project' || n)::uuid, name, n <> 4, domain, '{}', hosts::varchar[], '\x90', '2022-01-01T00:00:00Z'::timestamptz + n * interval '1 day'
FROM (VALUES (1, 'default', 'default', '{local:volume1}'), (2, 'speech', 'default', '{}'), (3, 'vision', 'research', '{nfs:shared}'), (4, 'retired', 'research', '{}')) AS p (n, name, domain, hosts);
INSERT INTO sgroups_for_groups VALUES ('gpu', md5('project3')::uuid);

INSERT INTO users (uuid, username, email, password, need_password_change, full_name, status, status_info, domain_name, role, created_at, modified_at)
SELECT md5('user' || n)::uuid, CASE WHEN n <> 9 THEN name END, name || '@example.com', 'x', n = 3, initcap(name), status::userstatus, 'admin-requested',
       domain, role::userrole, '2022-02-01T00:00:00Z'::timestamptz + n * interval '1 hour', '2022-03-01T00:00:00Z'
FROM (VALUES (1, 'admin', 'active', 'default', 'superadmin'), (2, 'dadmin', 'active', 'default', 'admin'), (3, 'user', 'active', 'default', 'user'),
             (4, 'user2', 'active', 'default', 'user'), (5, 'monitor', 'active', 'default', 'monitor'), (6, 'rita', 'active', 'research', 'admin'),
             (7, 'remo', 'inactive', 'research', 'user'), (8, 'gone', 'deleted', 'research', 'user'), (9, 'nameless', 'before-verification', 'closed', 'user'))
     AS u (n, name, status, domain, role);
-- The second user has two keys, the last has none.
INSERT INTO keypairs (user_id, access_key, secret_key, is_active, is_admin, created_at, last_used, rate_limit, num_queries, ssh_public_key, ssh_private_key, "user", resource_policy, dotfiles, bootstrap_script)
SELECT email, 'AKIA' || upper(substr(md5('key' || n), 1, 16)), md5('secret' || n), n <> 7, role = 'superadmin', created_at, created_at + n * interval '1 day', 1000, n, 'ssh-rsa ' || n || E'\n', 'key ' || n || E'\n',
       uuid, CASE WHEN n = 4 THEN 'strict' ELSE 'default' END, '\x90', ''
FROM generate_series(1, 10) AS n JOIN users ON uuid = md5('user' || CASE n WHEN 9 THEN 2 WHEN 10 THEN 3 ELSE n END)::uuid;
INSERT INTO association_groups_users (user_id, group_id)
SELECT md5('user' || u)::uuid, md5('project' || p)::uuid FROM (VALUES (1, 1), (2, 1), (3, 1), (3, 2), (4, 1), (5, 1), (6, 3), (7, 3), (8, 4)) AS m (u, p);
INSERT INTO sgroups_for_keypairs SELECT 'gpu', access_key FROM keypairs WHERE user_id = 'user@example.com';

-- Images with and without the labels that revisions read; one is there for two architectures.
INSERT INTO images (id, name, image, created_at, tag, registry, architecture, config_digest, size_bytes, type, accelerators, labels, resources)
SELECT md5('image' || n)::uuid, format('%s/%s:%s', registry, image, tag), image, '2022-01-02T00:00:00Z', tag, registry, architecture, 'sha256:' || md5('a' || n) || md5('b' || n), 1000 * n, type::imagetype, acc, labels::json, '{"cpu": {"min": "1", "max": null}}'
FROM (VALUES (1, 'cr.example.com', 'stable/python', '3.9-ubuntu20.04', 'x86_64', 'COMPUTE', NULL, '{"ai.backend.role": "COMPUTE", "ai.backend.features": "batch query uid-match"}'),
             (2, 'cr.example.com', 'stable/python', '3.9-ubuntu20.04', 'aarch64', 'COMPUTE', NULL, '{"ai.backend.role": "COMPUTE"}'),
             (3, 'cr.example.com', 'cloud/tensorflow', '2.9-cuda', 'x86_64', 'COMPUTE', 'cuda', '{}'),
             (4, 'index.docker.io', 'lablup/lua', '5.3', 'x86_64', 'SYSTEM', '*', '{"ai.backend.role": "SYSTEM"}'),
             (5, 'cr.example.com', 'stable/serve', '1.0', 'x86_64', 'SERVICE', NULL, '{"ai.backend.role": "INFERENCE", "ai.backend.endpoint-ports": "http"}')) AS i (n, registry, image, tag, architecture, type, acc, labels);
INSERT INTO image_aliases VALUES (md5('alias1')::uuid, 'python', md5('image1')::uuid), (md5('alias2')::uuid, 'lua', md5('image4')::uuid);

INSERT INTO agents (id, status, status_changed, region, scaling_group, schedulable, available_slots, occupied_slots, addr, first_contact, lost_at, version, architecture, compute_plugins)
VALUES ('i-one', 'ALIVE', '2022-05-01T00:00:00Z', 'local', 'default', true, '{"cpu": "8", "mem": "17179869184"}', '{"cpu": "2", "mem": "2147483648"}', 'tcp://10.0.0.1:6001', '2022-01-01T00:00:00Z', NULL, '22.3.3', 'x86_64', '{}'),
       ('i-gpu', 'ALIVE', NULL, 'local', 'gpu', true, '{"cpu": "8", "cuda.device": "2"}', '{}', 'tcp://10.0.0.2:6001', '2022-01-01T00:00:00Z', NULL, '22.3.3', 'aarch64', '{"cuda": {}}'),
       ('i-old', 'LOST', NULL, 'local', 'closed', false, '{"cpu": "8"}', '{}', 'tcp://10.0.0.3:6001', '2022-01-01T00:00:00Z', '2022-04-01T00:00:00Z', '21.9.1', 'x86_64', '{}');

INSERT INTO vfolders (id, host, name, usage_mode, permission, max_files, max_size, num_files, cur_size, creator, unmanaged_path, ownership_type, "user", "group", cloneable, created_at, last_used)
SELECT md5('folder' || n)::uuid, 'local:volume1', CASE WHEN n = 9 THEN '.local' ELSE 'folder-' || n END, (enum_range(NULL::vfolderusagemode))[1 + n % 3], CASE WHEN n <> 6 THEN 'rw'::vfolderpermission END, 1000, CASE WHEN n = 2 THEN 500 END, n, 10 * n,
       u.email, CASE n WHEN 5 THEN '' WHEN 7 THEN '/mnt/unmanaged' END, 'user', u.uuid, NULL, n % 2 = 0, '2022-05-01T00:00:00Z', CASE WHEN n % 2 = 0 THEN '2022-06-01T00:00:00Z'::timestamptz END
FROM generate_series(1, 10) AS n JOIN users u ON u.uuid = md5('user' || 1 + n % 4)::uuid;
INSERT INTO vfolders (id, host, name, usage_mode, permission, creator, ownership_type, "group", cloneable, created_at)
SELECT md5('shared' || n)::uuid, 'nfs:shared', 'shared-' || n, 'general', 'rw', 'admin@example.com', 'group', md5('project' || n)::uuid, true, '2022-05-01T00:00:00Z' FROM generate_series(1, 4) AS n;
INSERT INTO vfolder_permissions VALUES ('ro', md5('folder1')::uuid, md5('user1')::uuid), ('rw', md5('folder2')::uuid, md5('user4')::uuid), ('wd', md5('folder3')::uuid, md5('user2')::uuid), ('rw', md5('shared1')::uuid, md5('user3')::uuid);
INSERT INTO vfolder_invitations (id, permission, inviter, invitee, state, vfolder, created_at)
SELECT md5('invitation' || n)::uuid, 'rw', 'user@example.com', 'user2@example.com', (enum_range(NULL::vfolderinvitationstate))[n], md5('folder' || n)::uuid, '2022-05-02T00:00:00Z' FROM generate_series(1, 4) AS n;

INSERT INTO session_templates (id, created_at, is_active, domain_name, group_id, user_uuid, type, name, template)
VALUES (md5('template1')::uuid, '2022-05-01T00:00:00Z', true, 'default', md5('project1')::uuid, md5('user3')::uuid, 'TASK', 'python', '{"kind": "taskTemplate", "metadata": {"name": "python"}, "spec": {"kernel": {"image": "cr.example.com/stable/python:3.9-ubuntu20.04"}}}'),
       (md5('template2')::uuid, '2022-05-01T00:00:00Z', false, 'default', NULL, md5('user1')::uuid, 'CLUSTER', 'cluster', '{"kind": "clusterTemplate", "spec": {}}');

-- Session n: user, status and image go round; every sixth is a cluster of three. A single session's kernel bears the session's id.
INSERT INTO kernels (id, session_id, session_creation_id, session_name, session_type, cluster_mode, cluster_size, cluster_role, cluster_idx, cluster_hostname, scaling_group, agent, agent_addr, domain_name, group_id, user_uuid, access_key,
                     image, architecture, registry, tag, container_id, occupied_slots, occupied_shares, environ, mounts, mount_map, vfolder_mounts, attached_devices, resource_opts, kernel_host, repl_in_port, repl_out_port, stdin_port, stdout_port,
                     service_ports, created_at, terminated_at, status, status_changed, status_info, status_data, startup_command, result, num_queries, last_stat)
SELECT CASE WHEN k = 1 THEN md5('session' || n) ELSE md5('kernel' || n || '-' || k) END::uuid, md5('session' || n)::uuid, substr(md5('creation' || n), 1, 22), 'session-' || n, CASE WHEN n % 5 = 0 THEN 'BATCH' ELSE 'INTERACTIVE' END::sessiontypes,
       CASE WHEN size > 1 THEN 'multi-node' ELSE 'single-node' END, size, CASE WHEN k = 1 THEN 'main' ELSE 'sub' END, CASE WHEN k = 1 THEN 1 ELSE k - 1 END, CASE WHEN k = 1 THEN 'main1' ELSE 'sub' || k - 1 END, CASE WHEN n <= 27 THEN 'default' END,
       CASE WHEN status NOT IN ('PENDING', 'CANCELLED') THEN 'i-one' END, CASE WHEN status NOT IN ('PENDING', 'CANCELLED') THEN 'tcp://10.0.0.1:6001' END, 'default', md5('project1')::uuid, md5('user' || owner)::uuid, 'AKIA' || upper(substr(md5('key' || owner), 1, 16)),
       'cr.example.com/stable/python:3.9-ubuntu20.04', CASE WHEN n % 4 = 0 THEN 'aarch64' ELSE 'x86_64' END, 'cr.example.com', 'tag-' || n, CASE WHEN status = 'RUNNING' THEN md5('c' || n || k) END,
       CASE WHEN status = 'RUNNING' THEN '{"cpu": "1", "mem": "1073741824"}' ELSE '{}' END::jsonb, '{}', '{A=1}', CASE WHEN n % 3 = 0 THEN '{folder-1}'::varchar[] END, '{}',
       CASE WHEN n % 3 = 0 THEN jsonb_build_array(jsonb_build_object('name', 'folder-1', 'vfid', md5('folder1')::uuid, 'vfsubpath', '.', 'host_path', '/mnt/vol1/f', 'kernel_path', '/home/work/folder-1', 'mount_perm', 'rw')) ELSE '[]' END,
       '{"cpu": []}', '{"shmem": "64m"}', '10.0.0.1', 2000, 2001, 2002, 2003, '[{"name": "sshd", "protocol": "tcp", "container_ports": [2200], "host_ports": [30022]}]', '2022-06-01T00:00:00Z'::timestamptz + n * interval '1 hour',
       CASE WHEN status IN ('TERMINATED', 'CANCELLED') THEN '2022-06-03T00:00:00Z'::timestamptz + n * interval '1 minute' END, status, '2022-06-02T00:00:00Z', CASE WHEN status = 'TERMINATED' THEN 'user-requested' END,
       CASE WHEN status = 'ERROR' THEN '{"error": {"src": "agent", "name": "X"}}'::jsonb END, CASE WHEN n % 5 = 0 THEN 'python main.py' END, (enum_range(NULL::sessionresult))[1 + n % 3], n, '{"cpu_util": {"current": "1.5"}}'
FROM generate_series(1, 30) AS n, LATERAL (SELECT 1 + n % 4 AS owner, CASE WHEN n % 6 = 0 THEN 3 ELSE 1 END AS size, (enum_range(NULL::kernelstatus))[1 + n % 13] AS status) AS s, generate_series(1, size) AS k;
INSERT INTO session_dependencies VALUES (md5('session5')::uuid, md5('session4')::uuid);
INSERT INTO vfolder_attachment VALUES (md5('folder1')::uuid, md5('session3')::uuid);

INSERT INTO resource_presets VALUES ('small', '{"cpu": "1", "mem": "1073741824"}', 67108864), ('unlimited', '{"cpu": "8"}', NULL);
INSERT INTO error_logs (id, severity, source, "user", is_read, is_cleared, message, context_lang, context_env, request_url, request_status, created_at)
VALUES (md5('error1')::uuid, 'error', 'webui', md5('user3')::uuid, false, false, 'broken', 'js', '{}', '/x', 500, '2022-04-01T00:00:00Z');
