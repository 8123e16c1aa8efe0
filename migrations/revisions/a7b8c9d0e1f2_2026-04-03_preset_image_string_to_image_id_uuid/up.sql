-- A preset names its image by id. Nothing tells which image an old name meant, so that all presets go.

DELETE FROM deployment_revision_presets;
ALTER TABLE deployment_revision_presets
    DROP COLUMN image,
    ADD COLUMN image_id uuid NOT NULL;
