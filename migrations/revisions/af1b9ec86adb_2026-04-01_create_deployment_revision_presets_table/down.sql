-- loses: all rows of deployment_revision_presets

DROP TABLE deployment_revision_presets;
