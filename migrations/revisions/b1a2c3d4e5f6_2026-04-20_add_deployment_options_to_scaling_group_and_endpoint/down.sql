-- loses: the values of endpoints.options, scaling_groups.default_deployment_options

ALTER TABLE endpoints DROP COLUMN options;

ALTER TABLE scaling_groups DROP COLUMN default_deployment_options;
