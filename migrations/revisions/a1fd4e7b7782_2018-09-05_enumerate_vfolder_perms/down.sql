ALTER TABLE vfolder_invitations ALTER COLUMN permission TYPE varchar(2) USING permission::text;
ALTER TABLE vfolder_permissions ALTER COLUMN permission TYPE varchar(2) USING permission::text;

DROP TYPE vfolderpermission;
