-- 21.09 and the first images in the database.
INSERT INTO images (id, name, image, created_at, tag, registry, config_digest, size_bytes, type, accelerators, labels, resources)
VALUES (md5('image1')::uuid, 'cr.example.com/stable/python:3.9', 'stable/python', '2022-03-01T00:00:00Z', '3.9', 'cr.example.com', 'sha256:' || md5('a') || md5('b'), 1000, 'COMPUTE', NULL, '{"ai.backend.role": "COMPUTE"}', '{"cpu": {"min": "1"}}');
INSERT INTO image_aliases VALUES (md5('alias1')::uuid, 'python', md5('image1')::uuid);
UPDATE groups SET dotfiles = NULL WHERE name = 'research';
UPDATE kernels SET vfolder_mounts = '[{"name": "folder-1"}]', bootstrap_script = 'echo' WHERE id = md5('kernel6')::uuid;
