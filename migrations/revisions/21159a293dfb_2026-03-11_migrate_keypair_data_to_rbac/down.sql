-- loses: the permissions of roles on keypairs, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'keypair';
DELETE FROM permissions WHERE entity_type = 'keypair';
