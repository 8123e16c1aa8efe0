-- The edges go with the nodes. Nodes of resource groups stay: some were there before.

DELETE FROM virtual_entities WHERE entity_type = 'agent';
