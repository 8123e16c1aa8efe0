-- Whether an invitation was accepted.

ALTER TABLE vfolder_invitations
    ADD COLUMN created_at timestamptz DEFAULT now(),
    ADD COLUMN state varchar(10);
