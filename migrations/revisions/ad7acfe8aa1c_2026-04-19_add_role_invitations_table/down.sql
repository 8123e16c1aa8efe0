-- loses: all rows of role_invitations

-- The permissions stay: nothing tells them from those that were there.
DROP TABLE role_invitations;

ALTER TABLE route_history ALTER COLUMN category TYPE varchar(32);
