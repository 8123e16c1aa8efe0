-- loses: all rows of vfolder_user_mount_policies

DROP TABLE vfolder_user_mount_policies;

-- TODO: rows
