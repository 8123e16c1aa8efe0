ALTER TABLE vfolder_invitations ALTER COLUMN state TYPE varchar(10) USING state::text;

DROP TYPE vfolderinvitationstate;
