-- loses: the values of vfolder_invitations.inviter

ALTER TABLE vfolder_invitations DROP COLUMN inviter;
