-- One session with options of its own, which takes the slower way.
UPDATE sessions SET options = '{"timeouts": {"default": 5, "by_handler": {"x": 1, "y": null}}, "own": [1]}' WHERE id = md5('session1')::uuid;
UPDATE sessions SET options = '{"own": [1]}' WHERE id = md5('session2')::uuid;
UPDATE endpoints SET options = '{"timeouts": {"default": 7, "by_handler": {}}}' WHERE id = md5('endpoint1')::uuid;
