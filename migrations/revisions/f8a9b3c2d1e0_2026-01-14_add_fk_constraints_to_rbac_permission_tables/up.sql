ALTER TABLE object_permissions ADD COLUMN permission_group_id uuid NOT NULL;

ALTER TABLE object_permissions
    ADD CONSTRAINT fk_object_permissions_permission_group_id_permission_groups
    FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;

ALTER TABLE permissions
    ADD CONSTRAINT fk_permissions_permission_group_id_permission_groups
    FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;

CREATE INDEX ix_object_permissions_permission_group_id ON object_permissions (permission_group_id);

-- TODO: rows
