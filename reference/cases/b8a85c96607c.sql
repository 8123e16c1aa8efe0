-- One entry with and without a blank, two entries, shells that are no text or empty.
UPDATE deployment_revisions SET model_definition = $json${"models": [
    {"service": {"start_command": ["run it now"], "shell": "/bin/sh"}}, {"service": {"start_command": ["run it now"]}}, {"service": {"start_command": ["run it now"], "shell": ""}},
    {"service": {"start_command": ["run"], "shell": "/bin/sh"}}, {"service": {"start_command": ["run it", "now"], "shell": "/bin/sh"}}, {"service": {"start_command": [], "shell": "/bin/sh"}},
    {"service": {"start_command": ["run it"], "shell": null}}, {"service": {"start_command": ["run it"], "shell": ["bash", "-l"]}}, {"service": {"start_command": ["run it"], "shell": 1}},
    {"service": {"start_command": ["tab\there"], "shell": "/bin/sh"}}, {"service": null}, {"service": []}, {"service": {"shell": "/bin/sh"}}, {}]}$json$
WHERE id = md5('revision1')::uuid;
UPDATE deployment_revisions SET model_definition = NULL WHERE id = md5('revision3')::uuid;
