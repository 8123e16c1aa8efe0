ALTER TABLE association_scopes_entities ADD COLUMN permission_cap smallint;

-- TODO: rows
