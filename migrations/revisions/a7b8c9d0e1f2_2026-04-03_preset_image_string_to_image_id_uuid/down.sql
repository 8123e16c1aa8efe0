-- loses: the values of deployment_revision_presets.image_id

ALTER TABLE deployment_revision_presets
    DROP COLUMN image_id,
    ADD COLUMN image varchar(512);

-- TODO: rows
