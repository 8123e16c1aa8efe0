-- Rows of a cluster that has been in use for years, in a database of 22.3.3: :rows kernels (one in 50 sessions has two), a tenth as many
-- vfolders, and what they refer to. Ids come from hashes, so that two databases of one size hold the same rows.

\set users ':rows / 200 + 20'
\set projects ':rows / 1000 + 5'
\set images ':rows / 5000 + 40'
\set agents ':rows / 2000 + 10'

SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';

CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN overlay(overlay(md5(kind || number::text) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid;

BEGIN;

INSERT INTO domains (name, is_active, total_resource_slots, allowed_vfolder_hosts, allowed_docker_registries, dotfiles)
VALUES ('default', true, '{}', '{local:volume1}', '{cr.example.com}', '\x90'),
       ('research', true, '{}', '{local:volume1,local:volume2}', '{cr.example.com}', '\x90');

INSERT INTO keypair_resource_policies (
    name, default_for_unspecified, total_resource_slots, max_concurrent_sessions, max_containers_per_session,
    max_vfolder_count, max_vfolder_size, idle_timeout, allowed_vfolder_hosts
)
VALUES ('default', 'UNLIMITED', '{}', 5, 1, 10, 0, 1800, '{local:volume1}'),
       ('large', 'LIMITED', '{"cpu": "64", "mem": "549755813888", "cuda.shares": "8"}', 30, 4, 50, 0, 0,
        '{local:volume1,local:volume2}');

INSERT INTO users (uuid, username, email, password, need_password_change, full_name, description, status, domain_name, role, created_at)
SELECT pg_temp.id('user', i), 'user' || i, 'user' || i || '@example.com', '$2b$12$' || md5(i::text) || left(md5((-i)::text), 21),
       false, 'User ' || i, '', 'active', CASE i % 5 WHEN 0 THEN 'research' ELSE 'default' END,
       (CASE WHEN i = 1 THEN 'superadmin' WHEN i % 100 = 2 THEN 'admin' ELSE 'user' END)::userrole,
       timestamptz '2021-01-01 UTC' + i * interval '1 hour'
FROM generate_series(1, :users) AS i;

INSERT INTO keypairs (
    user_id, access_key, secret_key, is_active, is_admin, rate_limit, num_queries, ssh_public_key, ssh_private_key,
    "user", resource_policy, dotfiles, bootstrap_script
)
SELECT 'user' || i || '@example.com', 'AKIA' || upper(left(md5(i::text), 16)), left(md5((-i)::text) || md5(i::text), 40), true, i = 1,
       30000, i, 'ssh-rsa ' || repeat(md5(i::text), 10), repeat(md5((-i)::text), 50),
       pg_temp.id('user', i), CASE i % 10 WHEN 0 THEN 'large' ELSE 'default' END, '\x90', ''
FROM generate_series(1, :users) AS i;

INSERT INTO groups (id, name, description, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles)
SELECT pg_temp.id('project', i), CASE WHEN i < 3 THEN 'default' ELSE 'project' || i END, '', true,
       CASE i % 5 WHEN 0 THEN 'research' WHEN 2 THEN 'research' ELSE 'default' END, '{}', '{local:volume1}', '\x90'
FROM generate_series(1, :projects) AS i;

-- Everybody is in two or three projects.
INSERT INTO association_groups_users (user_id, group_id)
SELECT DISTINCT pg_temp.id('user', i), pg_temp.id('project', 1 + (i * n * 7) % :projects)
FROM generate_series(1, :users) AS i, generate_series(1, 3) AS n;

INSERT INTO images (id, name, image, tag, registry, architecture, config_digest, size_bytes, type, accelerators, labels, resources)
SELECT pg_temp.id('image', i), 'cr.example.com/stable/python:' || i || '-ubuntu20.04', 'stable/python', i || '-ubuntu20.04', 'cr.example.com',
       CASE i % 8 WHEN 0 THEN 'aarch64' ELSE 'x86_64' END, 'sha256:' || md5(i::text) || md5((-i)::text), 3000000000 + i, 'COMPUTE',
       'cuda',
       '{"ai.backend.role": "COMPUTE", "ai.backend.kernelspec": "1", "ai.backend.features": "uid-match", "ai.backend.service-ports": "jupyter:http:8080"}',
       '{"cpu": {"min": "1", "max": null}, "mem": {"min": "1g", "max": null}, "cuda.shares": {"min": "0", "max": null}}'
FROM generate_series(1, :images) AS i;

INSERT INTO scaling_groups (name, is_active, driver, driver_opts, scheduler, scheduler_opts)
SELECT name, true, 'static', '{}', 'fifo',
       '{"allowed_session_types": ["interactive", "batch"], "pending_timeout": 0, "config": {}}'
FROM unnest('{default,nodes,spare}'::text[]) AS name;
INSERT INTO sgroups_for_domains (scaling_group, domain)
SELECT s.name, d.name FROM scaling_groups AS s, domains AS d;

INSERT INTO agents (
    id, status, status_changed, region, scaling_group, schedulable, available_slots, occupied_slots, addr, version,
    architecture, compute_plugins
)
SELECT 'i-node' || i, 'ALIVE', now(), 'local', (ARRAY['default', 'nodes', 'spare'])[1 + i % 3], true,
       '{"cpu": "64", "mem": "274877906944", "cuda.shares": "8"}', '{"cpu": "8", "mem": "17179869184", "cuda.shares": "1"}',
       'tcp://10.0.' || i / 250 || '.' || i % 250 || ':6001', '22.3.3', 'x86_64', '{"cuda": {"version": "22.3.3"}}'
FROM generate_series(1, :agents) AS i;

INSERT INTO vfolders (
    id, host, name, usage_mode, permission, num_files, cur_size, created_at, last_used, creator, ownership_type, "user", "group",
    cloneable
)
SELECT pg_temp.id('vfolder', i), 'local:volume1', 'folder' || i, 'general', 'rw', i % 1000, i,
       timestamptz '2021-06-01 UTC' + i * interval '5 minutes', timestamptz '2022-06-01 UTC', 'user' || owner || '@example.com',
       (CASE WHEN shared THEN 'group' ELSE 'user' END)::vfolderownershiptype,
       CASE WHEN NOT shared THEN pg_temp.id('user', owner) END,
       CASE WHEN shared THEN pg_temp.id('project', 1 + i % :projects) END, false
FROM (SELECT i, 1 + i % :users AS owner, i % 10 = 0 AS shared FROM generate_series(1, :rows / 10) AS i) AS i;

-- One folder in 20 is shared with somebody.
INSERT INTO vfolder_permissions (permission, vfolder, "user")
SELECT 'ro', pg_temp.id('vfolder', i), pg_temp.id('user', 1 + (i + 7) % :users)
FROM generate_series(1, :rows / 10, 20) AS i;
INSERT INTO vfolder_invitations (permission, inviter, invitee, state, vfolder)
SELECT 'ro', 'user' || 1 + i % :users || '@example.com', 'user' || 1 + (i + 11) % :users || '@example.com', 'pending', pg_temp.id('vfolder', i)
FROM generate_series(1, :rows / 10, 100) AS i;

-- Of 100 kernels 94 have ended, 3 were never started, 1 failed and 2 run.
INSERT INTO kernels (
    id, session_id, session_creation_id, session_name, session_type, cluster_mode, cluster_size, cluster_role, cluster_idx,
    cluster_hostname, scaling_group, agent, agent_addr, domain_name, group_id, user_uuid, access_key, image, architecture, registry,
    container_id, occupied_slots, occupied_shares, environ, mounts, mount_map, vfolder_mounts, attached_devices, resource_opts,
    kernel_host, repl_in_port, repl_out_port, stdin_port, stdout_port, service_ports, preopen_ports, created_at, terminated_at, status,
    status_changed, status_info, status_data, result, internal_data, num_queries, last_stat
)
SELECT pg_temp.id('kernel', i), pg_temp.id('kernel', session), md5('creation' || session), 'session-' || session,
       (CASE WHEN session % 4 = 0 THEN 'BATCH' ELSE 'INTERACTIVE' END)::sessiontypes, 'single-node', size,
       CASE WHEN i = session THEN 'main' ELSE 'sub' END, i - session + 1, CASE WHEN i = session THEN 'main1' ELSE 'sub1' END,
       (ARRAY['default', 'nodes', 'spare'])[1 + agent % 3], CASE WHEN started THEN 'i-node' || agent END,
       CASE WHEN started THEN 'tcp://10.0.' || agent / 250 || '.' || agent % 250 || ':6001' END,
       CASE owner % 5 WHEN 0 THEN 'research' ELSE 'default' END, pg_temp.id('project', 1 + (owner * 7) % :projects),
       pg_temp.id('user', owner), 'AKIA' || upper(left(md5(owner::text), 16)),
       'cr.example.com/stable/python:' || image || '-ubuntu20.04', CASE image % 8 WHEN 0 THEN 'aarch64' ELSE 'x86_64' END,
       'cr.example.com', CASE WHEN started THEN md5('container' || i) || md5('container' || -i) END,
       CASE WHEN started
            THEN jsonb_build_object('cpu', (1 + i % 8)::text, 'mem', ((1 + i % 16)::bigint << 30)::text, 'cuda.shares', '0.25')
            ELSE '{}' END,
       '{}', ARRAY['LOCAL_USER_ID=1000', 'BACKENDAI_SESSION_NAME=session-' || session], '{}', '{}',
       CASE WHEN session % 5 = 0 THEN '[]' ELSE jsonb_build_array(
           jsonb_build_object(
               'name', 'folder' || folder, 'vfid', replace(pg_temp.id('vfolder', folder)::text, '-', ''), 'vfsubpath', '.',
               'host_path', '/vfroot/local/' || folder, 'kernel_path', '/home/work/folder' || folder, 'mount_perm', 'rw'),
           jsonb_build_object(
               'name', 'folder' || folder + 1, 'vfid', pg_temp.id('vfolder', folder + 1), 'vfsubpath', '.',
               'host_path', '/vfroot/local/' || folder + 1, 'kernel_path', '/home/work/folder' || folder + 1, 'mount_perm', 'ro')
       ) END,
       '{"cuda": [{"model_name": "GPU", "data": {"mem": "16g", "smp": 80}}]}', '{"shmem": "67108864"}',
       CASE WHEN started THEN '10.0.0.' || agent % 250 END, 30000 + i % 1000, 31000 + i % 1000, 0, 0,
       '[{"name": "jupyter", "protocol": "http", "container_ports": [8080], "host_ports": [30001], "is_inference": false},
         {"name": "ttyd", "protocol": "http", "container_ports": [7681], "host_ports": [30002], "is_inference": false}]',
       '{}', began, CASE WHEN status <> 'RUNNING' THEN began + interval '2 hours' END, status::kernelstatus,
       began + interval '2 hours', CASE status WHEN 'TERMINATED' THEN 'user-requested' WHEN 'ERROR' THEN 'creation-failure' END,
       CASE status WHEN 'ERROR' THEN '{"error": {"src": "agent", "name": "OSError", "repr": "no space left on device"}}'
                   ELSE '{"kernel": {"exit_code": 0}, "session": {"status": "terminating"}}' END::jsonb,
       (CASE WHEN session % 4 = 0 AND status = 'TERMINATED' THEN 'SUCCESS' ELSE 'UNDEFINED' END)::sessionresult, '{}', i % 100,
       CASE WHEN started THEN replace('{"cpu_util": STAT, "cpu_used": STAT, "mem": STAT, "io_read": STAT, "io_write": STAT, "net_rx": STAT}', 'STAT', format(
           '{"current": "%s", "capacity": "%s", "pct": "25.00", "unit_hint": "bytes", "stats.max": "%s", "stats.avg": "%s"}',
           i * 1000 + 1, i * 4000, i * 2000, i * 500))::jsonb END
FROM (
    SELECT i, session, size, 1 + session % :users AS owner, session % :agents + 1 AS agent, 1 + session % :images AS image,
           1 + session % (:rows / 10) AS folder,
           timestamptz '2021-02-01 UTC' + session * interval '20 seconds' AS began,
           CASE session % 100 WHEN 1 THEN 'RUNNING' WHEN 51 THEN 'RUNNING' WHEN 3 THEN 'ERROR'
                WHEN 4 THEN 'CANCELLED' WHEN 5 THEN 'CANCELLED' WHEN 6 THEN 'CANCELLED' ELSE 'TERMINATED' END AS status,
           session % 100 NOT IN (4, 5, 6) AS started
    FROM (
        SELECT i, CASE i % 51 WHEN 50 THEN i - 1 ELSE i END AS session, CASE WHEN i % 51 IN (49, 50) AND (i < :rows OR i % 51 = 50) THEN 2 ELSE 1 END AS size
        FROM generate_series(1::bigint, :rows) AS i
    ) AS i
) AS i;

INSERT INTO session_dependencies (session_id, depends_on)
SELECT pg_temp.id('kernel', 51 * i + 1), pg_temp.id('kernel', 51 * i + 2)
FROM generate_series(1, :rows / 51 - 1) AS i;

INSERT INTO error_logs (id, created_at, severity, source, "user", is_read, is_cleared, message, context_lang, context_env, traceback)
SELECT pg_temp.id('error', i), timestamptz '2021-02-01 UTC' + i * interval '5 minutes', 'error', 'manager', pg_temp.id('user', 1 + i % :users),
       false, false, 'no space left on device', 'python', '{"host": "manager1"}', repeat('  File "server.py", line 1, in handle' || chr(10), 12)
FROM generate_series(1, :rows / 20) AS i;

COMMIT;
