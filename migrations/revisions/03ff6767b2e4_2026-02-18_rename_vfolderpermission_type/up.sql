-- A database that came here by upgrades may have the type under its former name.

DO $$
BEGIN
    IF to_regtype('vfoldermountpermission') IS NULL THEN
        ALTER TYPE vfolderpermission RENAME TO vfoldermountpermission;
    END IF;
END
$$;
