-- loses: the values of deployment_revisions.revision_preset_id

ALTER TABLE deployment_revisions DROP COLUMN revision_preset_id;
