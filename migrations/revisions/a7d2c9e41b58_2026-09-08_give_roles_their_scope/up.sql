ALTER TABLE roles
    ADD COLUMN scope_type varchar(32) NOT NULL,
    ADD COLUMN scope_id uuid NOT NULL;

ALTER TABLE roles
    ADD CONSTRAINT fk_roles_scope_virtual_entities
    FOREIGN KEY (scope_type, scope_id) REFERENCES virtual_entities (entity_type, entity_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX ix_roles_scope ON roles (scope_type, scope_id);
CREATE UNIQUE INDEX uq_roles_preset_scope ON roles (role_preset_id, scope_type, scope_id)
    WHERE role_preset_id IS NOT NULL;

-- TODO: rows
