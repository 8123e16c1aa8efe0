ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}',
    ALTER COLUMN default_session_options SET DEFAULT '{"priority": 10, "cluster_mode": "single-node", "is_preemptible": true, "handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {}}, "agent_selection_policy": "preferred", "default_failure_policy": "strict", "default_kernel_execution_spec": null}';

ALTER TABLE sessions
    ALTER COLUMN options SET DEFAULT '{"kernel_groups": [], "handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {}}, "agent_selection_policy": "preferred"}';

-- TODO: rows
