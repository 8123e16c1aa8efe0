-- loses: the values of vfolders.default_mount_permission

ALTER TABLE vfolders
    DROP COLUMN default_mount_permission,
    ADD COLUMN permission vfoldermountpermission;

-- TODO: rows
