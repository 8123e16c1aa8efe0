-- loses: all rows of association_scopes_entities

DROP TABLE association_scopes_entities;
