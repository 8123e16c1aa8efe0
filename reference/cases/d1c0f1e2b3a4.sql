INSERT INTO runtime_variant_presets (id, runtime_variant, name, description, rank, preset_target, value_type, key, ui_type, ui_option)
SELECT md5('p' || n)::uuid, v.id, 'own-' || n, 'own', n, 'args', 'str', '--k', CASE WHEN n <> 3 THEN 'slider' END, o::jsonb
FROM (VALUES (1, '{"slider": {"min": 1}}'), (2, '{"ui_type": "kept"}'), (3, '{}'), (4, NULL)) AS p (n, o), runtime_variants v WHERE v.name = 'vllm';
