ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"timeouts": {"default": null, "by_handler": {"scaling-deployments": 3600, "deploying-provisioning": 3600, "deploying-rolling-back": 3600}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"timeouts": {"default": null, "by_handler": {"scaling-deployments": 3600, "deploying-provisioning": 3600, "deploying-rolling-back": 3600}}}',
    ALTER COLUMN default_session_options SET DEFAULT '{"priority": 10, "timeouts": {"default": null, "by_handler": {}}, "cluster_mode": "single-node", "is_preemptible": true, "agent_selection_policy": "preferred", "default_failure_policy": "strict", "default_kernel_execution_spec": null}';

ALTER TABLE sessions
    ALTER COLUMN options SET DEFAULT '{"timeouts": {"default": null, "by_handler": {}}, "kernel_groups": [], "agent_selection_policy": "preferred"}';

-- TODO: rows
