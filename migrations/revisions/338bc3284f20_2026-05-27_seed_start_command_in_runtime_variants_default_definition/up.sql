-- The first model of known runtime variants gets a command where it has none.
UPDATE runtime_variants v SET default_model_definition = jsonb_set(
    v.default_model_definition, '{models,0,service}',
    coalesce(v.default_model_definition #> '{models,0,service}', '{}') || jsonb_build_object('start_command', seed.start_command)
)
FROM (VALUES
    ('vllm', '["vllm", "serve", "{model_path}"]'::jsonb),
    ('huggingface-tgi', '["text-generation-launcher", "--model-id", "{model_path}"]'),
    ('sglang', '["python", "-m", "sglang.launch_server", "--model-path", "{model_path}"]'),
    ('modular-max', '["max", "serve", "--model", "{model_path}"]')
) AS seed (name, start_command)
WHERE v.name = seed.name
  AND jsonb_typeof(v.default_model_definition #> '{models,0}') = 'object'
  AND jsonb_typeof(coalesce(v.default_model_definition #> '{models,0,service}', '{}')) = 'object'
  AND coalesce(v.default_model_definition #> '{models,0,service,start_command}', 'null') IN ('null', 'false', '0', '""', '[]', '{}');
