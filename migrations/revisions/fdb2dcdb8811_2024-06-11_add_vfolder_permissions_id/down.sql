-- loses: the values of vfolder_permissions.id

ALTER TABLE vfolder_permissions
    DROP CONSTRAINT IF EXISTS pk_vfolder_permissions,
    DROP COLUMN IF EXISTS id;
