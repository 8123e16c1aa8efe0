ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"handler_options": {"default": {"timeout": null, "max_retry_count": 5}, "by_handler": {"scaling-deployments": {"timeout": 3600, "max_retry_count": 5}, "deploying-provisioning": {"timeout": 3600, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": 3600, "max_retry_count": 5}}}}';

-- TODO: rows
