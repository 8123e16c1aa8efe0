-- loses: the values of association_scopes_entities.permission_cap

ALTER TABLE association_scopes_entities DROP COLUMN permission_cap;
