-- Invitations to a role are no more: a role is given, not offered.

DROP TABLE role_invitations;
