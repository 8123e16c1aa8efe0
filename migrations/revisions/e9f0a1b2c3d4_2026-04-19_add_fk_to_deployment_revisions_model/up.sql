-- Revisions keep no id of a folder that is gone: there is a foreign key from here on.
UPDATE deployment_revisions r SET model = NULL
WHERE model IS NOT NULL AND NOT EXISTS (SELECT FROM vfolders f WHERE f.id = r.model);

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_model_vfolders
    FOREIGN KEY (model) REFERENCES vfolders (id) ON DELETE SET NULL;
