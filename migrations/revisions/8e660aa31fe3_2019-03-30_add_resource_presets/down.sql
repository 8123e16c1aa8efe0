-- loses: all rows of resource_presets

DROP TABLE resource_presets;
