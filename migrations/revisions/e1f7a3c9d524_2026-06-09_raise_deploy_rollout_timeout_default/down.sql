-- loses: what the options of rollouts were before, where it was not the default

UPDATE endpoints SET options = jsonb_set(options, '{handler_options}', '{"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}')
WHERE options #> '{handler_options,by_handler}' ? 'deploying-initializing';

UPDATE scaling_groups SET default_deployment_options = jsonb_set(default_deployment_options, '{handler_options}', '{"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}')
WHERE default_deployment_options #> '{handler_options,by_handler}' ? 'deploying-initializing';

ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}';
