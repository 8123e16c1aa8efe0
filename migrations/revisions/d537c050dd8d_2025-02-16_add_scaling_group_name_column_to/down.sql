-- loses: the ids and scaling groups of resource presets; presets that have the name of another one

DELETE FROM resource_presets AS twin USING resource_presets AS p
WHERE p.name = twin.name
  AND (p.scaling_group_name IS NOT NULL, p.id) < (twin.scaling_group_name IS NOT NULL, twin.id);

ALTER TABLE resource_presets
    DROP CONSTRAINT pk_resource_presets,
    DROP COLUMN id,
    DROP COLUMN scaling_group_name,
    ADD CONSTRAINT pk_resource_presets PRIMARY KEY (name);
