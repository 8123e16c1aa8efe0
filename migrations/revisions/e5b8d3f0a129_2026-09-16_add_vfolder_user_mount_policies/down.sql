-- The shares stay: those that were made since cannot be told apart.
-- loses: mount policies that are not in vfolder_permissions

DROP TABLE vfolder_user_mount_policies;
