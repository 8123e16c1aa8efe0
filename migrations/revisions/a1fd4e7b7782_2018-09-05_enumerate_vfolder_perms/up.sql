-- There are three permissions on a vfolder: to read, to write, to delete besides.

CREATE TYPE vfolderpermission AS ENUM ('ro', 'rw', 'wd');

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT * INTO wrong FROM (
        SELECT 'vfolder_invitations, id ' || id AS place, permission FROM vfolder_invitations
        UNION ALL
        SELECT format('vfolder_permissions, vfolder %s, access_key %s', vfolder, access_key), permission FROM vfolder_permissions
    ) AS given
    WHERE permission <> ALL (enum_range(NULL::vfolderpermission)::text[])
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '%: "%" is no permission on a vfolder', wrong.place, wrong.permission
            USING HINT = 'Change it to ro, rw or wd.';
    END IF;
END $$;

ALTER TABLE vfolder_invitations ALTER COLUMN permission TYPE vfolderpermission USING permission::vfolderpermission;
ALTER TABLE vfolder_permissions ALTER COLUMN permission TYPE vfolderpermission USING permission::vfolderpermission;
