-- loses: all rows of vfolder_permissions

DROP TABLE vfolder_permissions;
