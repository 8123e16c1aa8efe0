ALTER TABLE endpoints
    ALTER COLUMN options SET DEFAULT '{"handler_options": {"default": {"timeout": 7200, "max_retry_count": null}, "by_handler": {"deploying-promoting": {"timeout": null, "max_retry_count": 5}, "deploying-finalizing": {"timeout": null, "max_retry_count": 5}, "deploying-initializing": {"timeout": null, "max_retry_count": 5}, "deploying-provisioning": {"timeout": null, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": null, "max_retry_count": 5}}}}';

ALTER TABLE scaling_groups
    ALTER COLUMN default_deployment_options SET DEFAULT '{"handler_options": {"default": {"timeout": 7200, "max_retry_count": null}, "by_handler": {"deploying-promoting": {"timeout": null, "max_retry_count": 5}, "deploying-finalizing": {"timeout": null, "max_retry_count": 5}, "deploying-initializing": {"timeout": null, "max_retry_count": 5}, "deploying-provisioning": {"timeout": null, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": null, "max_retry_count": 5}}}}';

-- TODO: rows
