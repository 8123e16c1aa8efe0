-- Mount policies and shares have taken over what this table said.

DROP TABLE vfolder_permissions;
