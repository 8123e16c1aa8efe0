-- A timeout that was set stays; options without one, or without handlers, change.
UPDATE endpoints SET options = '{"handler_options": {"default": {"timeout": 60}, "by_handler": {}}, "own": 1}' WHERE id = md5('endpoint1')::uuid;
UPDATE endpoints SET options = '{"own": 1}' WHERE id = md5('endpoint2')::uuid;
UPDATE scaling_groups SET default_deployment_options = '{"handler_options": {}}' WHERE name = 'gpu';
