-- White space of all kinds, empty texts, both keys, keys of no text, services and models of other shapes.
UPDATE deployment_revisions SET model_definition = $json${"note": "kept", "models": [
    {"service": {"start-command": "  a\tb\u00a0c\u2003d\u0085e\u001cf  'g h' \n", "port": 1}}, {"service": {"start-command": ""}}, {"service": {"start-command": " \t "}},
    {"service": {"start-command": null}}, {"service": {"start-command": ["x", 1]}}, {"service": {"start-command": "y z", "start_command": null}},
    {"service": {"start-command": "y z", "start_command": ["kept"]}}, {"service": []}, {"service": null}, "text", 7, null, [], {"name": "no service"}]}$json$
WHERE id = md5('revision1')::uuid;
UPDATE deployment_revisions SET model_definition = '{"models": []}' WHERE id = md5('revision2')::uuid;
