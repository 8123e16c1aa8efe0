-- Invitations to folders are shares now, and no longer an entity of their own in the permission graph.

-- The edges go with the nodes.
DELETE FROM virtual_entities WHERE entity_type = 'vfolder_invitation';

DELETE FROM permissions WHERE entity_type = 'vfolder_invitation';

DROP TABLE vfolder_invitations;
DROP TYPE vfolderinvitationstate;
DROP TYPE vfoldermountpermission;
