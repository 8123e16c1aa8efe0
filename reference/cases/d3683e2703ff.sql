-- Two projects that begin with the same eight digits, and the admin role of one of them; a role of a domain that is gone.
INSERT INTO groups (id, name, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles, resource_policy, type)
SELECT overlay(id::text PLACING '9' FROM 36)::uuid, 'alike', domain_name, '{}', '{}', '\x90', resource_policy, type FROM groups WHERE name = 'retired' ;
INSERT INTO roles (id, name, source, status) VALUES (md5('gone')::uuid, 'role_domain_gone_admin', 'system', 'active'), (md5('custom')::uuid, 'role_domain_default_admin', 'custom', 'active'),
    (md5('held')::uuid, 'user-nobody', 'system', 'active');
INSERT INTO user_roles (id, user_id, role_id) VALUES (md5('held1')::uuid, md5('user1')::uuid, md5('held')::uuid), (md5('held2')::uuid, md5('user2')::uuid, md5('held')::uuid);
INSERT INTO roles (id, name, source, status) SELECT md5('alike')::uuid, format('role_project_%s_admin', left(id::text, 8)), 'system', 'active' FROM groups WHERE name = 'retired';
INSERT INTO permissions (id, role_id, scope_type, scope_id, entity_type, operation) SELECT md5('alike')::uuid, md5('alike')::uuid, 'project', id::text, 'session', 'read' FROM groups WHERE name = 'retired';
