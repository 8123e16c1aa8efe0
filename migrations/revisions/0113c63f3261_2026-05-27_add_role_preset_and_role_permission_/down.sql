-- loses: all rows of role_permission_presets, role_presets

DROP TABLE role_permission_presets;

DROP TABLE role_presets;
