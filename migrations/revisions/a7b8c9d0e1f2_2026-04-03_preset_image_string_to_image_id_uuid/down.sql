ALTER TABLE deployment_revision_presets ADD COLUMN image varchar(512);
UPDATE deployment_revision_presets
SET image = i.name
FROM images AS i
WHERE i.id = deployment_revision_presets.image_id AND length(i.name) <= 512;
ALTER TABLE deployment_revision_presets DROP COLUMN image_id;
