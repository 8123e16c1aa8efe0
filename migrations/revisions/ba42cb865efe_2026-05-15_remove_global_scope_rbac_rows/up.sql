-- The scope "global" and the entity "session:app" are no more; what is said of them means nothing.
DELETE FROM permissions WHERE scope_type = 'global' OR entity_type = 'session:app';
DELETE FROM association_scopes_entities WHERE scope_type = 'global';
