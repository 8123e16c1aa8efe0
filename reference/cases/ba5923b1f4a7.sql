-- Nothing given, one thing given.
INSERT INTO deployment_revision_presets (id, runtime_variant, name, rank, image_id, replica_count)
SELECT md5('dp' || n)::uuid, v.id, 'own-' || n, n, md5('image1')::uuid, CASE n WHEN 2 THEN 3 END FROM generate_series(1, 2) AS n, runtime_variants v WHERE v.name = 'vllm';
