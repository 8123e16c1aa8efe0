ALTER TABLE deployment_revisions ADD COLUMN revision_preset_id uuid;

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_revision_preset_id_deployment_r_ba4c
    FOREIGN KEY (revision_preset_id) REFERENCES deployment_revision_presets (id) ON DELETE SET NULL;
