-- What a folder's mount allows to those whom no policy names: in a project what its permission was, where "wd"
-- is "rw", in a user's own folder nothing.

ALTER TABLE vfolders
    ALTER COLUMN permission TYPE varchar(64) USING CASE
        WHEN ownership_type = 'user' THEN 'none'
        WHEN permission = 'ro' THEN 'ro'
        ELSE 'rw'
    END,
    ALTER COLUMN permission SET NOT NULL;
ALTER TABLE vfolders RENAME COLUMN permission TO default_mount_permission;
