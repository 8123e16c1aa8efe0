-- One more preset for vllm; the others came before 26.5.

INSERT INTO runtime_variant_presets (
    runtime_variant, name, description, rank, preset_target, value_type, key, category, display_name, ui_option
)
SELECT v.id, r.name, r.description, r.rank, r.preset_target, r.value_type, r.key, r.category, r.display_name, r.ui_option
FROM jsonb_to_recordset(:'file runtime_variant_presets.json'::jsonb) AS r (
    runtime_variant text, name text, description text, rank integer, preset_target text, value_type text, key text,
    category text, display_name text, ui_option jsonb
)
JOIN runtime_variants AS v ON v.name = r.runtime_variant
ON CONFLICT (runtime_variant, name) DO NOTHING;
