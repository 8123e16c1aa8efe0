ALTER TABLE permissions
    ADD COLUMN role_id uuid NOT NULL,
    ADD COLUMN scope_type varchar(32) NOT NULL,
    ADD COLUMN scope_id varchar(64) NOT NULL;

CREATE INDEX ix_permissions_role_scope ON permissions (role_id, scope_type, scope_id);

-- TODO: rows
