ALTER TABLE vfolder_invitations ADD COLUMN inviter varchar(256);
