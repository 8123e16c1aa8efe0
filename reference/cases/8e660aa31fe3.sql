-- Policies with memory as it was written then.
INSERT INTO keypair_resource_policies (name, default_for_unspecified, total_resource_slots, max_concurrent_sessions, max_containers_per_session, max_vfolder_count, max_vfolder_size, allowed_vfolder_hosts, idle_timeout)
VALUES ('big', 'LIMITED', '{"cpu": "8", "mem": "16g", "cuda.device": 1}', 5, 1, 10, 0, '{local}', 600), ('bytes', 'UNLIMITED', '{"mem": "1073741824"}', 5, 1, 10, 0, '{}', 600),
       ('none', 'LIMITED', '{"cpu": 4}', 5, 1, 10, 0, '{}', 600);
