-- A kernel that is no main one, of the session that began with it.
INSERT INTO kernels (id, sess_id, role, access_key, domain_name, group_id, user_uuid, repl_in_port, repl_out_port, stdin_port, stdout_port, created_at, status)
SELECT md5('sub' || id)::uuid, sess_id, 'sub', access_key, domain_name, group_id, user_uuid, 0, 0, 0, 0, created_at + interval '0.2 seconds', 'TERMINATED'
FROM kernels WHERE id = md5('kernel6')::uuid;
