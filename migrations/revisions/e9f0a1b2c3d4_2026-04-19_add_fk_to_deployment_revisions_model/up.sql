ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_model_vfolders
    FOREIGN KEY (model) REFERENCES vfolders (id) ON DELETE SET NULL;

-- TODO: rows
