DELETE FROM runtime_variant_presets AS p
USING runtime_variants AS v
WHERE v.id = p.runtime_variant AND v.name = 'vllm' AND p.name = 'enable-prompt-tokens-details';
