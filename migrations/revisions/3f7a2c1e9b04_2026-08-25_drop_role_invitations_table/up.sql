DROP TABLE role_invitations;

-- TODO: rows
