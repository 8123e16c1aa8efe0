CREATE UNIQUE INDEX ix_resource_presets_name_null_scaling_group_name ON resource_presets (name)
    WHERE scaling_group_name IS NULL;
CREATE UNIQUE INDEX ix_resource_presets_name_scaling_group_name
    ON resource_presets (name, scaling_group_name)
    WHERE scaling_group_name IS NOT NULL;
