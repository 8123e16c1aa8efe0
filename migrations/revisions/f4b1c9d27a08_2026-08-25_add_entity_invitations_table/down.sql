-- loses: all rows of entity_invitations

DROP TABLE entity_invitations;
