-- loses: all rows of role_invitations

DROP TABLE role_invitations;

-- TODO: rows
