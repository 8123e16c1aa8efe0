DROP TABLE association_scopes_entities;

-- TODO: rows
