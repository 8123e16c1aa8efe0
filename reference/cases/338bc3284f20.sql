-- A command that is there, an empty one, no service, no model.
UPDATE runtime_variants SET default_model_definition = '{"models": [{"name": "m", "service": {"start_command": ["kept"], "port": 1}}, {"name": "n"}]}' WHERE name = 'vllm';
UPDATE runtime_variants SET default_model_definition = '{"models": [{"name": "m", "service": {"start_command": [], "port": 1}}, {"name": "n"}]}' WHERE name = 'sglang';
UPDATE runtime_variants SET default_model_definition = '{"models": [{"name": "m"}]}' WHERE name = 'huggingface-tgi';
UPDATE runtime_variants SET default_model_definition = '{"models": []}' WHERE name = 'modular-max';
