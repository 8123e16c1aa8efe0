DROP TABLE vfolder_permissions;
