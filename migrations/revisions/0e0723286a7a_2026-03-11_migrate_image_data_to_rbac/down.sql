-- loses: the permissions of roles on images, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'image';
DELETE FROM permissions WHERE entity_type = 'image';
