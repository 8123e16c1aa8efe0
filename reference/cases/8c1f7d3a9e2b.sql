-- Texts, lists, nulls, and services and models of other shapes.
UPDATE deployment_revisions SET model_definition = $json${"note": "kept", "models": [
    {"service": {"start_command": "one two", "shell": "/bin/bash"}}, {"service": {"start_command": ""}}, {"service": {"start_command": ["x"]}}, {"service": {"start_command": null}},
    {"service": {"start_command": 7}}, {"service": [{"start_command": "in a list"}]}, {"service": null}, {}, [{"service": {"start_command": "deeper"}}]]}$json$
WHERE id = md5('revision1')::uuid;
UPDATE deployment_revisions SET model_definition = '{"models": {"service": {"start_command": "no list"}}}' WHERE id = md5('revision3')::uuid;
