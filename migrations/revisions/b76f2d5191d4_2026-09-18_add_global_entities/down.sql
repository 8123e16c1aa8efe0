-- The edges go with the nodes.

DELETE FROM virtual_entities WHERE entity_type = 'global';

DROP TABLE global_entities;
