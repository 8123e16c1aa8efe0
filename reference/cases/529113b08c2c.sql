-- 19.09: jobs, groups with vfolders, scaling groups.
INSERT INTO groups (id, name, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, created_at, modified_at)
VALUES (md5('group1')::uuid, 'research', true, 'default', '{"cpu": "8"}', '{local}', '2019-10-01T00:00:00Z', '2019-10-01T00:00:00Z');
INSERT INTO vfolders (id, host, name, creator, "group", created_at) VALUES (md5('shared1')::uuid, 'local', 'shared', 'admin@lablup.com', md5('group1')::uuid, '2019-10-02T00:00:00Z');
UPDATE kernels SET sess_type = 'BATCH', startup_command = 'python main.py', result = 'SUCCESS', scaling_group = NULL WHERE id = md5('kernel6')::uuid;
INSERT INTO kernel_dependencies VALUES (md5('kernel6')::uuid, md5('kernel5')::uuid);
INSERT INTO session_templates (id, created_at, is_active, type, domain_name, user_uuid, name, template)
SELECT md5('template1')::uuid, '2020-01-01T00:00:00Z', true, 'TASK', 'default', uuid, 'python', '{"kind": "taskTemplate", "spec": {"kernel": {"image": "python"}}}' FROM users WHERE email = 'user2@example.com';
INSERT INTO error_logs (id, severity, source, "user", message, created_at)
SELECT md5('error' || severity)::uuid, severity, 'webui', uuid, 'broken', '2020-03-01T00:00:00Z' FROM users, unnest(enum_range(NULL::errorlog_severity)) AS severity WHERE email = 'user2@example.com';
