-- What is only referred to from a scope can be read there, and no more.
ALTER TABLE association_scopes_entities ADD COLUMN permission_cap smallint;

UPDATE association_scopes_entities SET permission_cap = 1 WHERE relation_type = 'ref';
