-- loses: the permissions of roles on virtual folders, and in which scopes they are

DELETE FROM object_permissions WHERE entity_type = 'vfolder';
DELETE FROM association_scopes_entities WHERE entity_type = 'vfolder';
DELETE FROM permissions WHERE entity_type = 'vfolder';
