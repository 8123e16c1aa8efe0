-- loses: the values of association_scopes_entities.relation_type

ALTER TABLE association_scopes_entities DROP COLUMN relation_type;
