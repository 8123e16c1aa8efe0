-- Rows as an installation of 25.19.2 has them: the data set "fixtures" of the harness. Ids are digests of names, so that every
-- template has the same ones. Random rows (likely, wild) know nothing of names that revisions look for; these do.

INSERT INTO domains (name, description, is_active, total_resource_slots, allowed_vfolder_hosts, allowed_docker_registries, dotfiles)
VALUES ('default', 'The default domain', true, '{}', '{"local:volume1": ["create-vfolder", "mount-in-session"]}', '{cr.example.com}', '\x90'),
       ('research', NULL, true, '{"cpu": "100"}', '{}', '{cr.example.com,index.docker.io}', '\x90'),
       ('closed', NULL, false, NULL, '{}', '{}', '\x90');

INSERT INTO user_resource_policies (name, max_vfolder_count, max_quota_scope_size, max_session_count_per_model_session, max_customized_image_count)
VALUES ('default', 10, -1, 5, 3), ('large', 100, 1099511627776, 10, 10);
INSERT INTO project_resource_policies (name, max_vfolder_count, max_quota_scope_size, max_network_count)
VALUES ('default', 10, -1, 3), ('small', 1, 0, 0);
INSERT INTO keypair_resource_policies (name, default_for_unspecified, total_resource_slots, max_session_lifetime, max_concurrent_sessions, max_containers_per_session, idle_timeout, allowed_vfolder_hosts)
VALUES ('default', 'UNLIMITED', '{}', 0, 5, 1, 3600, '{"local:volume1": ["create-vfolder"]}'),
       ('strict', 'LIMITED', '{"cpu": "4", "mem": "8g"}', 7200, 1, 1, 600, '{}');

INSERT INTO scaling_groups (name, description, is_active, is_public, driver, driver_opts, scheduler, use_host_network, scheduler_opts)
VALUES ('default', 'The default group', true, true, 'static', '{}', 'fifo', false,
        '{"allowed_session_types": ["interactive", "batch", "inference"], "pending_timeout": 0, "config": {}, "agent_selection_strategy": "dispersed"}'),
       ('gpu', NULL, true, false, 'static', '{}', 'drf', false,
        '{"allowed_session_types": ["interactive"], "pending_timeout": 60.5, "config": {}, "agent_selection_strategy": "concentrated", "roundrobin": true}');
INSERT INTO sgroups_for_domains (id, scaling_group, domain)
VALUES (md5('sgd1')::uuid, 'default', 'default'), (md5('sgd2')::uuid, 'gpu', 'research');

INSERT INTO groups (id, name, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles, resource_policy, type, created_at)
SELECT md5('project' || n)::uuid, name, n <> 4, domain, '{}', '{}', '\x90', policy, type::projecttype, '2024-01-01T00:00:00Z'::timestamptz + n * interval '1 day'
FROM (VALUES (1, 'default', 'default', 'default', 'general'), (2, 'model-store', 'default', 'default', 'model-store'),
             (3, 'vision', 'research', 'small', 'general'), (4, 'retired', 'research', 'default', 'general'))
     AS p (n, name, domain, policy, type);

INSERT INTO users (uuid, username, email, password, need_password_change, full_name, status, status_info, domain_name, role, resource_policy, sudo_session_enabled, created_at, modified_at)
SELECT md5('user' || n)::uuid, CASE WHEN n <> 9 THEN name END, name || '@example.com', 'x', n = 3, initcap(name), status::userstatus, NULL,
       domain, role::userrole, 'default', false, '2024-02-01T00:00:00Z'::timestamptz + n * interval '1 hour', '2024-03-01T00:00:00Z'
FROM (VALUES (1, 'admin', 'active', 'default', 'superadmin'), (2, 'dadmin', 'active', 'default', 'admin'), (3, 'user', 'active', 'default', 'user'),
             (4, 'user2', 'active', 'default', 'user'), (5, 'monitor', 'active', 'default', 'monitor'), (6, 'rita', 'active', 'research', 'admin'),
             (7, 'remo', 'inactive', 'research', 'user'), (8, 'gone', 'deleted', 'research', 'user'), (9, 'nameless', 'before-verification', 'closed', 'user'))
     AS u (n, name, status, domain, role);

INSERT INTO keypairs (user_id, access_key, secret_key, is_active, is_admin, created_at, rate_limit, "user", resource_policy, dotfiles, bootstrap_script)
SELECT email, 'AKIA' || upper(substr(md5('key' || n), 1, 16)), CASE WHEN n <> 8 THEN md5('secret' || n) END, n <> 7, role = 'superadmin', created_at, 1000, uuid,
       CASE WHEN n = 7 THEN 'strict' ELSE 'default' END, '\x90', ''
FROM generate_series(1, 9) AS n JOIN users ON uuid = md5('user' || n)::uuid;
INSERT INTO keypairs (user_id, access_key, secret_key, is_active, is_admin, "user", resource_policy, dotfiles, bootstrap_script)
VALUES ('user@example.com', 'AKIASECONDKEY0000000', 'secret', true, false, md5('user3')::uuid, 'default', '\x90', 'echo');

UPDATE users SET main_access_key = 'AKIA' || upper(substr(md5('key' || n), 1, 16)) FROM generate_series(1, 8) AS n WHERE uuid = md5('user' || n)::uuid;

INSERT INTO association_groups_users (id, user_id, group_id)
SELECT md5(u || '-' || g)::uuid, md5('user' || u)::uuid, md5('project' || g)::uuid
FROM (VALUES (1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (6, 3), (7, 3), (8, 4)) AS m (u, g);

INSERT INTO container_registries (id, url, registry_name, type, project)
VALUES (md5('registry1')::uuid, 'https://cr.example.com', 'cr.example.com', 'harbor2', 'stable'),
       (md5('registry2')::uuid, 'https://index.docker.io', 'index.docker.io', 'docker', 'library');
INSERT INTO images (id, name, project, image, tag, registry, registry_id, architecture, config_digest, size_bytes, type, accelerators, labels, resources, created_at)
SELECT md5('image' || n)::uuid, format('cr.example.com/stable/python:3.%s', n), 'stable', 'stable/python', '3.' || n, 'cr.example.com',
       CASE WHEN n = 5 THEN md5('registry-gone') ELSE md5('registry1') END::uuid, CASE WHEN n % 2 = 0 THEN 'aarch64' ELSE 'x86_64' END,
       'sha256:' || md5('a') || md5('b') || ' ', 1000000, 'COMPUTE', 'cuda', '{"ai.backend.kernelspec": "1"}',
       '{"cpu": {"min": "1", "max": null}, "mem": {"min": "256m", "max": null}}', '2024-01-01T00:00:00Z'
FROM generate_series(1, 5) AS n;
INSERT INTO image_aliases (id, alias, image) SELECT md5('alias' || n)::uuid, 'py3' || n, md5('image' || n)::uuid FROM generate_series(1, 5) AS n;

INSERT INTO agents (id, status, region, scaling_group, schedulable, available_slots, occupied_slots, addr, version, architecture, compute_plugins, first_contact)
VALUES ('i-one', 'ALIVE', 'local', 'default', true, '{"cpu": "16", "mem": "68719476736", "cuda.shares": "4"}', '{"cpu": "3", "mem": "2147483648"}', 'tcp://10.0.0.1:6001', '25.19.2', 'x86_64', '{}', '2024-01-01T00:00:00Z'),
       ('i-two', 'ALIVE', 'local', 'gpu', true, '{"cpu": "64", "mem": "137438953472", "cuda.device": "8"}', '{}', 'tcp://10.0.0.2:6001', '25.19.2', 'aarch64', '{}', '2024-01-01T00:00:00Z'),
       ('i-old', 'LOST', 'local', 'default', false, '{"cpu": "8"}', '{}', 'tcp://10.0.0.3:6001', '24.09.1', 'x86_64', '{}', '2023-01-01T00:00:00Z');

-- Session n: its user, status and image go round; the last few have no resource group.
INSERT INTO sessions (id, creation_id, name, session_type, priority, cluster_mode, cluster_size, agent_ids, scaling_group_name, domain_name, group_id, user_uuid, access_key, images,
                      occupying_slots, requested_slots, environ, use_host_network, status, status_history, result, created_at)
SELECT md5('session' || n)::uuid, substr(md5('creation' || n), 1, 22), 'session-' || n, CASE WHEN n % 7 = 0 THEN 'INFERENCE' WHEN n % 5 = 0 THEN 'BATCH' ELSE 'INTERACTIVE' END, 10,
       CASE WHEN n % 6 = 0 THEN 'MULTI_NODE' ELSE 'SINGLE_NODE' END, CASE WHEN n % 6 = 0 THEN 2 ELSE 1 END, '{i-one}',
       CASE WHEN n <= 27 THEN 'default' END, 'default', md5('project1')::uuid, md5('user' || 1 + n % 4)::uuid, 'AKIA' || upper(substr(md5('key' || 1 + n % 4), 1, 16)),
       ARRAY[format('cr.example.com/stable/python:3.%s', 1 + n % 6)], '{"cpu": "1", "mem": "1073741824"}', '{"cpu": "1", "mem": "1073741824"}', '{}', false,
       (ARRAY['RUNNING', 'TERMINATED', 'PENDING', 'TERMINATED', 'CANCELLED', 'ERROR', 'RUNNING', 'TERMINATING', 'SCHEDULED', 'PREPARING'])[1 + n % 10],
       '{"PENDING": "2025-01-01T00:00:00+00:00"}', (ARRAY['UNDEFINED', 'SUCCESS', 'FAILURE'])[1 + n % 3]::sessionresult, '2025-01-01T00:00:00Z'::timestamptz + n * interval '1 hour'
FROM generate_series(1, 30) AS n;
INSERT INTO kernels (id, session_id, session_creation_id, session_name, session_type, cluster_mode, cluster_size, cluster_role, cluster_idx, local_rank, cluster_hostname, scaling_group, agent, agent_addr,
                     domain_name, group_id, user_uuid, access_key, image, architecture, registry, occupied_slots, requested_slots, occupied_shares, repl_in_port, repl_out_port, stdin_port, stdout_port,
                     service_ports, use_host_network, status, status_changed, status_history, result, created_at)
SELECT md5('kernel' || n || '-' || k)::uuid, s.id, creation_id, s.name, session_type, cluster_mode, cluster_size, CASE WHEN k = 1 THEN 'main' ELSE 'sub' END, k, k - 1, 'main' || k, scaling_group_name,
       CASE WHEN status <> 'PENDING' THEN 'i-one' END, 'tcp://10.0.0.1:6001', domain_name, group_id, user_uuid, access_key, images[1], 'x86_64', 'cr.example.com',
       CASE WHEN status = 'RUNNING' THEN '{"cpu": "1", "mem": "1073741824"}' ELSE '{}' END::jsonb, '{"cpu": "1", "mem": "1073741824"}', '{}', 2000, 2001, 2002, 2003,
       '[{"name": "http", "protocol": "http", "is_inference": true, "host_ports": [30080], "container_ports": [8080]}, {"name": "sshd", "is_inference": false, "host_ports": [30022]}]', false,
       status, created_at + interval '1 minute', status_history, result, created_at
FROM generate_series(1, 30) AS n JOIN sessions s ON s.id = md5('session' || n)::uuid, generate_series(1, s.cluster_size) AS k;
INSERT INTO session_dependencies (session_id, depends_on) VALUES (md5('session5')::uuid, md5('session4')::uuid);

INSERT INTO vfolders (id, host, domain_name, quota_scope_id, name, usage_mode, permission, creator, ownership_type, "user", "group", cloneable, status, status_history, created_at, last_used)
SELECT md5('folder' || n)::uuid, 'local:volume1', u.domain_name, 'user:' || u.uuid, 'folder-' || n, CASE WHEN n % 4 = 0 THEN 'model' ELSE 'general' END::vfolderusagemode, 'rw', u.email, 'user', u.uuid, NULL, false,
       CASE WHEN n % 5 = 0 THEN 'delete-pending' ELSE 'ready' END, '{"ready": "2025-01-01T00:00:00+00:00"}', '2024-05-01T00:00:00Z', CASE WHEN n % 2 = 0 THEN '2025-05-01T00:00:00Z'::timestamptz END
FROM generate_series(1, 10) AS n JOIN users u ON u.uuid = md5('user' || 1 + n % 4)::uuid;
INSERT INTO vfolders (id, host, domain_name, quota_scope_id, name, usage_mode, permission, creator, ownership_type, "user", "group", cloneable, status, created_at)
SELECT md5('shared' || n)::uuid, 'local:volume1', g.domain_name, 'project:' || g.id, 'shared-' || n, CASE WHEN n = 2 THEN 'model' ELSE 'general' END::vfolderusagemode, CASE WHEN n = 3 THEN 'ro' ELSE 'rw' END::vfoldermountpermission,
       'admin@example.com', 'group', NULL, g.id, true, 'ready', '2024-05-01T00:00:00Z'
FROM generate_series(1, 4) AS n JOIN groups g ON g.id = md5('project' || n)::uuid;
INSERT INTO vfolder_permissions (id, permission, vfolder, "user")
SELECT md5('share' || n)::uuid, (ARRAY['ro', 'rw', 'wd'])[n]::vfoldermountpermission, md5('folder' || n)::uuid, md5('user' || CASE n WHEN 1 THEN 1 WHEN 2 THEN 4 ELSE 2 END)::uuid
FROM generate_series(1, 3) AS n;
INSERT INTO vfolder_invitations (id, permission, inviter, invitee, state, vfolder, created_at)
SELECT md5('invitation' || n)::uuid, 'rw', 'user@example.com', 'user2@example.com', (ARRAY['pending', 'canceled', 'accepted', 'rejected'])[n]::vfolderinvitationstate, md5('folder' || n)::uuid, '2025-01-01T00:00:00Z'
FROM generate_series(1, 4) AS n;

INSERT INTO endpoints (id, name, created_user, session_owner, replicas, desired_replicas, image, model, domain, project, resource_group, lifecycle_stage, runtime_variant, resource_slots, resource_opts, cluster_size, environ,
                       model_definition_path, url, created_at, destroyed_at)
SELECT md5('endpoint' || n)::uuid, 'endpoint-' || n, md5('user1')::uuid, md5('user' || 3 + n % 2)::uuid, n % 3, CASE WHEN n % 2 = 0 THEN 2 END, CASE WHEN n < 7 THEN md5('image' || 1 + n % 5)::uuid END,
       CASE WHEN n % 3 <> 0 THEN md5('folder4')::uuid END, 'default', md5('project1')::uuid, 'default',
       (ARRAY['created', 'pending', 'scaling', 'ready', 'deploying', 'destroying', 'destroyed'])[n]::endpointlifecycle, (ARRAY['vllm', 'custom', 'nim', 'cmd', 'sglang', 'custom', 'huggingface-tgi'])[n],
       '{"cpu": "1", "mem": "1g"}', '{"shmem": "64m"}', 1, '{"A": "1"}', CASE WHEN n = 2 THEN 'model-definition.yaml' END, 'https://endpoint.example.com/' || n, '2025-02-01T00:00:00Z',
       CASE WHEN n = 7 THEN '2025-03-01T00:00:00Z'::timestamptz END
FROM generate_series(1, 7) AS n;
INSERT INTO routings (id, endpoint, session, session_owner, domain, project, status, traffic_ratio, created_at)
SELECT md5('route' || n)::uuid, md5('endpoint' || 1 + n % 7)::uuid, CASE WHEN n <> 5 THEN md5('session' || n * 3)::uuid END, md5('user' || 3 + n % 2)::uuid, 'default', md5('project1')::uuid,
       (enum_range(NULL::routestatus))[1 + n % array_length(enum_range(NULL::routestatus), 1)], 1.0, '2025-02-02T00:00:00Z'::timestamptz + n * interval '1 minute'
FROM generate_series(1, 9) AS n;
INSERT INTO endpoint_tokens (id, token, endpoint, session_owner, domain, project, created_at)
VALUES (md5('token1')::uuid, 'token', md5('endpoint1')::uuid, md5('user3')::uuid, 'default', md5('project1')::uuid, '2025-02-03T00:00:00Z'),
       (md5('token2')::uuid, 'token-of-none', NULL, md5('user4')::uuid, 'default', md5('project1')::uuid, NULL);
INSERT INTO endpoint_auto_scaling_rules (id, metric_source, metric_name, threshold, comparator, step_size, cooldown_seconds, min_replicas, max_replicas, endpoint)
VALUES (md5('rule1')::uuid, 'KERNEL', 'cpu_util', '80.5', '>', 1, 300, 1, 5, md5('endpoint1')::uuid),
       (md5('rule2')::uuid, 'INFERENCE_FRAMEWORK', 'vllm_num_requests_waiting', '3', '<', -1, 60, NULL, NULL, md5('endpoint2')::uuid);
-- Revisions with the shapes of start commands that were written over time.
INSERT INTO deployment_revisions (id, endpoint, revision_number, image, model, model_definition, resource_group, resource_slots, resource_opts, runtime_variant, startup_command)
SELECT md5('revision' || n)::uuid, md5('endpoint' || n)::uuid, 1, CASE WHEN n = 6 THEN md5('image-gone') ELSE md5('image' || 1 + n % 5) END::uuid,
       CASE WHEN n = 5 THEN md5('folder-gone')::uuid WHEN n % 2 = 0 THEN md5('folder4')::uuid END, definition::jsonb, 'default', '{"cpu": "1", "mem": "1073741824"}', '{"shmem": "64m"}',
       (ARRAY['vllm', 'custom', 'nim', 'gone-variant', 'sglang', 'custom'])[n], CASE WHEN n = 3 THEN 'python main.py' END
FROM (VALUES (1, '{"models": [{"name": "m", "model_path": "/models", "service": {"start_command": "vllm serve /models", "port": 8000, "shell": "/bin/bash", "health_check": {"path": "/health"}}}]}'),
             (2, '{"models": [{"name": "m", "model_path": "/models", "service": {"start-command": "python  -m server --x ''a b''", "port": 8000}}, {"name": "n", "service": {"start-command": ["a", "b c"], "start_command": null}}]}'),
             (3, '{"models": [{"service": {"start_command": ["one", "it''s", "$HOME", ""], "port": 0}}], "health_check": {"path": "/up", "interval": 5, "max_retries": 3}}'),
             (4, '{"models": null}'), (5, NULL), (6, '{"models": [{"name": "m", "service": null}, {"name": "x", "service": {"start_command": ["run me now"], "shell": "/bin/sh"}}]}'))
     AS d (n, definition);

-- Roles as 25.19 makes them, with scopes and permissions.
INSERT INTO roles (id, name, source, status, created_at)
SELECT md5(name)::uuid, name, source, 'active', '2025-01-01T00:00:00Z'
FROM (SELECT 'role_superadmin', 'system' UNION ALL SELECT 'role_monitor', 'system'
      UNION ALL SELECT format('role_domain_%s_%s', name, kind), CASE kind WHEN 'admin' THEN 'system' ELSE 'custom' END FROM domains, (VALUES ('admin'), ('member')) AS k (kind)
      UNION ALL SELECT format('role_project_%s_%s', left(id::text, 8), kind), CASE kind WHEN 'admin' THEN 'system' ELSE 'custom' END FROM groups, (VALUES ('admin'), ('member')) AS k (kind) WHERE name <> 'vision'
      UNION ALL SELECT format('project-%s-admin', left(id::text, 8)), 'system' FROM groups WHERE name = 'vision'
      UNION ALL SELECT format('domain-%s-admin', name), 'system' FROM domains WHERE name = 'research'
      UNION ALL SELECT format('role_user_%s', username), 'system' FROM users WHERE username IN ('admin', 'user')
      UNION ALL SELECT format('user-%s', left(uuid::text, 8)), 'system' FROM users WHERE username IN ('user2', 'rita', 'dadmin')
      UNION ALL SELECT 'auditors', 'custom' UNION ALL SELECT 'empty custom', 'custom') AS r (name, source);
INSERT INTO permission_groups (id, role_id, scope_type, scope_id)
SELECT md5('pg' || r.id || s.type || s.id)::uuid, r.id, s.type, s.id
FROM roles r
JOIN (SELECT 'role_superadmin' AS role, 'global' AS type, 'global' AS id UNION ALL SELECT 'role_monitor', 'global', 'global'
      UNION ALL SELECT format('role_domain_%s_%s', name, kind), 'domain', name FROM domains, (VALUES ('admin'), ('member')) AS k (kind)
      UNION ALL SELECT format('domain-%s-admin', name), 'domain', name FROM domains
      UNION ALL SELECT format('role_project_%s_%s', left(id::text, 8), kind), 'project', id::text FROM groups, (VALUES ('admin'), ('member')) AS k (kind)
      UNION ALL SELECT format('project-%s-admin', left(id::text, 8)), 'project', id::text FROM groups
      UNION ALL SELECT format('role_user_%s', username), 'user', uuid::text FROM users
      UNION ALL SELECT format('user-%s', left(uuid::text, 8)), 'user', uuid::text FROM users
      UNION ALL SELECT 'auditors', 'project', id::text FROM groups WHERE domain_name = 'research'
      UNION ALL SELECT 'auditors', 'domain', 'research') AS s ON s.role = r.name;
INSERT INTO permissions (id, permission_group_id, entity_type, operation)
SELECT md5(g.id || e || o)::uuid, g.id, e, o
FROM permission_groups g JOIN roles r ON r.id = g.role_id, (VALUES ('user'), ('vfolder'), ('session'), ('model_deployment')) AS t (e), (VALUES ('create'), ('read'), ('update'), ('soft-delete'), ('hard-delete'), ('grant:read')) AS x (o)
WHERE NOT (r.name LIKE '%member' OR r.name IN ('auditors', 'role_monitor')) OR o = 'read';
INSERT INTO user_roles (id, user_id, role_id, granted_by, granted_at)
SELECT md5('ur' || u.uuid || r.id)::uuid, u.uuid, r.id, NULL, '2025-01-02T00:00:00Z'
FROM users u JOIN roles r ON r.name IN (format('role_user_%s', u.username), format('user-%s', left(u.uuid::text, 8)))
      OR (r.name = 'role_superadmin' AND u.role = 'superadmin') OR (r.name = 'role_monitor' AND u.role = 'monitor')
      OR (r.name = 'role_domain_' || u.domain_name || '_admin' AND u.role = 'admin') OR (r.name = 'role_domain_' || u.domain_name || '_member' AND u.role = 'user')
      OR (r.name = 'auditors' AND u.username IN ('rita', 'monitor'));
INSERT INTO user_roles (id, user_id, role_id, granted_at)
SELECT md5('ur' || a.user_id || r.id)::uuid, a.user_id, r.id, '2025-01-02T00:00:00Z'
FROM association_groups_users a JOIN roles r ON r.name = format('role_project_%s_member', left(a.group_id::text, 8));
INSERT INTO object_permissions (id, role_id, entity_type, entity_id, operation)
SELECT md5('op' || p.id || o)::uuid, ur.role_id, 'vfolder', p.vfolder::text, o
FROM vfolder_permissions p JOIN user_roles ur ON ur.user_id = p."user" JOIN roles r ON r.id = ur.role_id AND (r.name LIKE 'user-%' OR r.name LIKE 'role_user_%'),
     (VALUES ('read'), ('update')) AS x (o) WHERE o = 'read' OR p.permission <> 'ro';
INSERT INTO association_scopes_entities (id, scope_type, scope_id, entity_type, entity_id, registered_at)
SELECT md5('ase' || t || s || e)::uuid, t, s, k, e, '2025-01-02T00:00:00Z'
FROM (SELECT 'user', "user"::text, 'vfolder', id::text FROM vfolders WHERE "user" IS NOT NULL
      UNION ALL SELECT 'project', "group"::text, 'vfolder', id::text FROM vfolders WHERE "group" IS NOT NULL
      UNION ALL SELECT 'domain', domain_name, 'user', uuid::text FROM users
      UNION ALL SELECT 'project', group_id::text, 'user', user_id::text FROM association_groups_users WHERE user_id <> md5('user4')::uuid
      UNION ALL SELECT 'user', email, 'image', md5('image1')::uuid::text FROM users WHERE username = 'rita'
      UNION ALL SELECT 'global', 'global', 'container_registry', id::text FROM container_registries) AS a (t, s, k, e);

INSERT INTO app_configs (id, scope_type, scope_id, extra_config) VALUES (md5('config1')::uuid, 'USER', md5('user3')::uuid::text, '{"theme": "dark"}'), (md5('config2')::uuid, 'DOMAIN', 'default', '{}');
INSERT INTO audit_logs (id, entity_type, operation, entity_id, created_at, action_id, triggered_by, description, status)
SELECT md5('audit' || n)::uuid, CASE WHEN n % 3 = 0 THEN 'agent' ELSE 'session' END, CASE WHEN n % 3 = 0 THEN 'update' ELSE 'create' END, md5('session' || n)::uuid::text, '2025-04-01T00:00:00Z', md5('action' || n)::uuid,
       CASE WHEN n % 3 <> 0 THEN md5('user1')::uuid::text END, 'done', 'success'
FROM generate_series(1, 12) AS n;
INSERT INTO error_logs (id, severity, source, "user", is_read, is_cleared, message, context_lang, context_env, request_url, request_status, created_at)
VALUES (md5('error1')::uuid, 'error', 'webui', md5('user3')::uuid, false, false, 'broken', 'js', '{}', '/x', 500, '2025-04-01T00:00:00Z');
INSERT INTO resource_presets (id, name, resource_slots, shared_memory) VALUES (md5('preset1')::uuid, 'small', '{"cpu": "1", "mem": "1073741824"}', 67108864), (md5('preset2')::uuid, 'unlimited', '{"cpu": "8"}', NULL);
