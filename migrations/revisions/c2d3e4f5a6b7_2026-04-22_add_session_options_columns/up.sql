ALTER TABLE scaling_groups
    ADD COLUMN default_session_options jsonb NOT NULL DEFAULT '{"priority": 10, "timeouts": {"default": null, "by_handler": {}}, "cluster_mode": "single-node", "is_preemptible": true, "agent_selection_policy": "preferred", "default_failure_policy": "strict", "default_kernel_execution_spec": null}';

ALTER TABLE sessions
    ADD COLUMN options jsonb NOT NULL DEFAULT '{"timeouts": {"default": null, "by_handler": {}}, "kernel_groups": [], "agent_selection_policy": "preferred"}';
