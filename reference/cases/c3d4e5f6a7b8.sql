-- Health checks at the head of the definition: complete, with numbers as texts, with nulls, without a path, with no path as text.
UPDATE deployment_revisions SET model_definition = '{"health_check": {"path": "/up", "interval": 2.5, "max_retries": 3, "max_wait_time": 1e1, "expected_status_code": 204, "initial_delay": 0}}' WHERE id = (SELECT revision FROM routings ORDER BY id LIMIT 1);
UPDATE deployment_revisions SET model_definition = '{"health_check": {"path": "/up", "interval": "7.25", "max_retries": " 4 ", "max_wait_time": null, "initial_delay": "-1e2"}}' WHERE id = (SELECT revision FROM routings ORDER BY id DESC LIMIT 1);
UPDATE deployment_revisions SET model_definition = '{"health_check": {"path": 7}}' WHERE id = (SELECT DISTINCT revision FROM routings ORDER BY revision LIMIT 1 OFFSET 1);
UPDATE deployment_revisions SET model_definition = '{"health_check": {"interval": 7}}' WHERE id = (SELECT DISTINCT revision FROM routings ORDER BY revision LIMIT 1 OFFSET 2);
