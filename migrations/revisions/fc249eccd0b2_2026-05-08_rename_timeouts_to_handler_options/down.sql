-- loses: the numbers of retries

CREATE FUNCTION pg_temp.without_retries(options jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(options) = 'object' AND options ? 'handler_options' THEN
        (options - 'handler_options') || jsonb_build_object('timeouts', jsonb_build_object(
            'default', options #> '{handler_options,default,timeout}',
            'by_handler', coalesce((
                SELECT jsonb_object_agg(handler, setting -> 'timeout')
                FROM jsonb_each(CASE WHEN jsonb_typeof(options #> '{handler_options,by_handler}') = 'object'
                                     THEN options #> '{handler_options,by_handler}' END) AS h (handler, setting)
            ), '{}')
        ))
    ELSE options END
$$;

UPDATE endpoints SET options = pg_temp.without_retries(options) WHERE options ? 'handler_options';

UPDATE scaling_groups SET
    default_session_options = pg_temp.without_retries(default_session_options),
    default_deployment_options = pg_temp.without_retries(default_deployment_options)
WHERE default_session_options ? 'handler_options' OR default_deployment_options ? 'handler_options';

ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"timeouts": {"default": null, "by_handler": {"scaling-deployments": 3600, "deploying-provisioning": 3600, "deploying-rolling-back": 3600}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"timeouts": {"default": null, "by_handler": {"scaling-deployments": 3600, "deploying-provisioning": 3600, "deploying-rolling-back": 3600}}}',
    ALTER COLUMN default_session_options SET DEFAULT '{"priority": 10, "timeouts": {"default": null, "by_handler": {}}, "cluster_mode": "single-node", "is_preemptible": true, "agent_selection_policy": "preferred", "default_failure_policy": "strict", "default_kernel_execution_spec": null}';

ALTER TABLE sessions
    ALTER COLUMN options DROP DEFAULT,
    ALTER COLUMN options TYPE jsonb USING pg_temp.without_retries(options),
    ALTER COLUMN options SET DEFAULT '{"timeouts": {"default": null, "by_handler": {}}, "kernel_groups": [], "agent_selection_policy": "preferred"}';

DROP FUNCTION pg_temp.without_retries;
