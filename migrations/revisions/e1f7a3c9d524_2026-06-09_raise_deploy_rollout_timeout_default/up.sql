-- A rollout may take two hours in all. Those options are changed in which no timeout was set for it; there is no default for rows to
-- come, as the program says what they hold.
UPDATE endpoints SET options = jsonb_set(options, '{handler_options}', '{"default": {"timeout": 7200, "max_retry_count": null}, "by_handler": {"deploying-promoting": {"timeout": null, "max_retry_count": 5}, "deploying-finalizing": {"timeout": null, "max_retry_count": 5}, "deploying-initializing": {"timeout": null, "max_retry_count": 5}, "deploying-provisioning": {"timeout": null, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": null, "max_retry_count": 5}}}')
WHERE jsonb_typeof(options) = 'object' AND options #>> '{handler_options,default,timeout}' IS NULL;

UPDATE scaling_groups SET default_deployment_options = jsonb_set(default_deployment_options, '{handler_options}', '{"default": {"timeout": 7200, "max_retry_count": null}, "by_handler": {"deploying-promoting": {"timeout": null, "max_retry_count": 5}, "deploying-finalizing": {"timeout": null, "max_retry_count": 5}, "deploying-initializing": {"timeout": null, "max_retry_count": 5}, "deploying-provisioning": {"timeout": null, "max_retry_count": 5}, "deploying-rolling-back": {"timeout": null, "max_retry_count": 5}}}')
WHERE jsonb_typeof(default_deployment_options) = 'object'
  AND default_deployment_options #>> '{handler_options,default,timeout}' IS NULL;

ALTER TABLE endpoints ALTER COLUMN options DROP DEFAULT;
ALTER TABLE scaling_groups ALTER COLUMN default_deployment_options DROP DEFAULT;
