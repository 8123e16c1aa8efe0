-- Parameters of the variants vllm and sglang that people are asked for. Where an operator has one of that name, it stays.
INSERT INTO runtime_variant_presets (
    runtime_variant, name, description, rank, preset_target, value_type, default_value, key, category, display_name, ui_option
)
SELECT v.id, s.name, s.description, s.rank, s.preset_target, s.value_type, s.default_value, s.key, s.category, s.display_name, s.ui_option
FROM jsonb_to_recordset(:'file runtime_variant_presets.json'::jsonb) AS s (
    variant text, name text, description text, rank integer, preset_target text, value_type text, default_value text, key text,
    category text, display_name text, ui_option jsonb
)
JOIN runtime_variants v ON v.name = s.variant
ON CONFLICT ON CONSTRAINT uq_runtime_variant_presets_variant_name DO NOTHING;
