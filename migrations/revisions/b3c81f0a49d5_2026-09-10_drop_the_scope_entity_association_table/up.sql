-- The permission graph has taken over what this table said.

DROP TABLE association_scopes_entities;
