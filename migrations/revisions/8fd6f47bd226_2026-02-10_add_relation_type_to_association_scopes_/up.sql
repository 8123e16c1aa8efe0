ALTER TABLE association_scopes_entities ADD COLUMN relation_type varchar(32) NOT NULL DEFAULT 'auto';
