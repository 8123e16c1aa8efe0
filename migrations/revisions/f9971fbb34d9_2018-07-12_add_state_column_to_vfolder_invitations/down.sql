-- loses: the values of vfolder_invitations.created_at and vfolder_invitations.state

ALTER TABLE vfolder_invitations
    DROP COLUMN created_at,
    DROP COLUMN state;
