-- loses: the values of deployment_revisions.preset_values

ALTER TABLE deployment_revisions DROP COLUMN preset_values;
