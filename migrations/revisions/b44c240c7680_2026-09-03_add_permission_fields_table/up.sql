ALTER TABLE permissions
    ALTER COLUMN id SET DEFAULT uuid_generate_v7(),
    ADD COLUMN all_fields boolean NOT NULL DEFAULT true,
    ADD CONSTRAINT ck_permissions_field_scope CHECK (all_fields OR permission IN (1, 2));

CREATE TABLE permission_fields (
    permission_id uuid NOT NULL,
    path          text NOT NULL,
    CONSTRAINT pk_permission_fields PRIMARY KEY (permission_id, path),
    CONSTRAINT ck_permission_fields_path CHECK (path <> ''),
    CONSTRAINT fk_permission_fields_permission_id_permissions
        FOREIGN KEY (permission_id) REFERENCES permissions (id) ON DELETE CASCADE
);
