-- loses: which folders were wd (they are rw), and which of a user's own folders were ro (they are rw)

ALTER TABLE vfolders RENAME COLUMN default_mount_permission TO permission;
ALTER TABLE vfolders
    ALTER COLUMN permission DROP NOT NULL,
    ALTER COLUMN permission TYPE vfoldermountpermission USING CASE
        WHEN permission = 'ro' THEN 'ro'::vfoldermountpermission
        ELSE 'rw'::vfoldermountpermission
    END;
