-- Timeouts of handlers become options of handlers, with a number of retries beside each timeout.
CREATE FUNCTION pg_temp.with_retries(options jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(options) = 'object' AND options ? 'timeouts' THEN
        (options - 'timeouts') || jsonb_build_object('handler_options', jsonb_build_object(
            'default', jsonb_build_object('timeout', options #> '{timeouts,default}', 'max_retry_count', 5),
            'by_handler', coalesce((
                SELECT jsonb_object_agg(handler, jsonb_build_object('timeout', timeout, 'max_retry_count', 5))
                FROM jsonb_each(CASE WHEN jsonb_typeof(options #> '{timeouts,by_handler}') = 'object'
                                     THEN options #> '{timeouts,by_handler}' END) AS h (handler, timeout)
            ), '{}')
        ))
    ELSE options END
$$;

UPDATE endpoints SET options = pg_temp.with_retries(options) WHERE options ? 'timeouts';

UPDATE scaling_groups SET
    default_session_options = pg_temp.with_retries(default_session_options),
    default_deployment_options = pg_temp.with_retries(default_deployment_options)
WHERE default_session_options ? 'timeouts' OR default_deployment_options ? 'timeouts';

ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}',
    ALTER COLUMN default_session_options DROP DEFAULT;

-- Sessions are many. Where all of them have the document that their column began with, which is so right after it was added, the column
-- is made anew with the converted one: that changes the catalogue alone.
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM sessions
        WHERE options <> '{"timeouts": {"default": null, "by_handler": {}}, "kernel_groups": [], "agent_selection_policy": "preferred"}'
    ) THEN
        ALTER TABLE sessions
            ALTER COLUMN options DROP DEFAULT,
            ALTER COLUMN options TYPE jsonb USING pg_temp.with_retries(options);
    ELSE
        ALTER TABLE sessions
            DROP COLUMN options,
            ADD COLUMN options jsonb NOT NULL DEFAULT '{"kernel_groups": [], "handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {}}, "agent_selection_policy": "preferred"}';
        ALTER TABLE sessions ALTER COLUMN options DROP DEFAULT;
    END IF;
END $$;

DROP FUNCTION pg_temp.with_retries;
