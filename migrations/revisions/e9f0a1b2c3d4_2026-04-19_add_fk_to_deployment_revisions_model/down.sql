ALTER TABLE deployment_revisions DROP CONSTRAINT fk_deployment_revisions_model_vfolders;

-- TODO: rows
