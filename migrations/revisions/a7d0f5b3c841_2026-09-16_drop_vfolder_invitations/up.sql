DROP TABLE vfolder_invitations;

DROP TYPE vfolderinvitationstate;

DROP TYPE vfoldermountpermission;

-- TODO: rows
