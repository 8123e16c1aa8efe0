-- A few rows that releases 26.4 and 26.8 both take: domains, policies, projects, users with keys and folders, and what was done.

INSERT INTO domains (name, description, is_active, total_resource_slots, allowed_vfolder_hosts, allowed_docker_registries, dotfiles)
VALUES ('default', 'The default domain', true, '{}', '{"local:volume1": ["create-vfolder"]}', '{cr.example.com}', '\x90'),
       ('research', NULL, true, '{"cpu": "100"}', '{}', '{cr.example.com,index.docker.io}', '\x90');
INSERT INTO user_resource_policies (name, max_vfolder_count, max_quota_scope_size, max_session_count_per_model_session, max_customized_image_count)
VALUES ('default', 10, -1, 5, 3);
INSERT INTO project_resource_policies (name, max_vfolder_count, max_quota_scope_size, max_network_count) VALUES ('default', 10, -1, 3);
INSERT INTO keypair_resource_policies (name, default_for_unspecified, total_resource_slots, max_session_lifetime, max_concurrent_sessions, max_containers_per_session, idle_timeout, allowed_vfolder_hosts)
VALUES ('default', 'UNLIMITED', '{}', 0, 5, 1, 3600, '{}');
INSERT INTO groups (id, name, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles, resource_policy, type)
SELECT md5('project' || n)::uuid, name, true, domain, '{}', '{}', '\x90', 'default', type::projecttype
FROM (VALUES (1, 'default', 'default', 'general'), (2, 'model-store', 'default', 'model-store'), (3, 'vision', 'research', 'general')) AS p (n, name, domain, type);
INSERT INTO users (uuid, username, email, password, need_password_change, full_name, status, domain_name, role, resource_policy, sudo_session_enabled)
SELECT md5('user' || n)::uuid, name, name || '@example.com', 'x', false, initcap(name), status::userstatus, domain, role::userrole, 'default', false
FROM (VALUES (1, 'admin', 'active', 'default', 'superadmin'), (2, 'dadmin', 'active', 'default', 'admin'), (3, 'user', 'active', 'default', 'user'),
             (4, 'rita', 'active', 'research', 'user'), (5, 'gone', 'deleted', 'research', 'user')) AS u (n, name, status, domain, role);
INSERT INTO keypairs (user_id, access_key, secret_key, is_active, is_admin, rate_limit, "user", resource_policy, dotfiles, bootstrap_script)
SELECT email, 'AKIA' || upper(substr(md5(email), 1, 16)), md5(username), true, role = 'superadmin', 1000, uuid, 'default', '\x90', '' FROM users;
UPDATE users SET main_access_key = access_key FROM keypairs WHERE "user" = uuid;
INSERT INTO association_groups_users (id, user_id, group_id)
SELECT md5('m' || u || p)::uuid, md5('user' || u)::uuid, md5('project' || p)::uuid FROM (VALUES (1, 1), (2, 1), (3, 1), (4, 3)) AS m (u, p);
INSERT INTO audit_logs (id, entity_type, operation, entity_id, created_at, action_id, triggered_by, description, status)
SELECT md5('audit' || n)::uuid, 'session', 'create', md5('session' || n)::uuid::text, '2026-04-01T00:00:00Z', md5('action' || n)::uuid, md5('user1')::uuid::text, 'done', 'success'
FROM generate_series(1, 5) AS n;
