-- loses: all rows of vfolder_invitations

DROP TABLE vfolder_invitations;
