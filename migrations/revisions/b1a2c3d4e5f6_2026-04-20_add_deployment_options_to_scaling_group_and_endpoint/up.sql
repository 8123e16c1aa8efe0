ALTER TABLE endpoints
    ADD COLUMN options jsonb NOT NULL DEFAULT '{"timeouts": {"default": null, "by_handler": {"scaling-deployments": 3600, "deploying-provisioning": 3600, "deploying-rolling-back": 3600}}}';

ALTER TABLE scaling_groups
    ADD COLUMN default_deployment_options jsonb NOT NULL DEFAULT '{"timeouts": {"default": null, "by_handler": {"scaling-deployments": 3600, "deploying-provisioning": 3600, "deploying-rolling-back": 3600}}}';
