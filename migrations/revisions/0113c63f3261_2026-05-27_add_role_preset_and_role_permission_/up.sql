CREATE TABLE role_presets (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(64) NOT NULL,
    scope_type  varchar(32) NOT NULL,
    auto_assign boolean NOT NULL DEFAULT false,
    deleted     boolean NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_role_presets PRIMARY KEY (id)
);
CREATE INDEX ix_role_presets_scope_type_deleted ON role_presets (scope_type, deleted);

CREATE TABLE role_permission_presets (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_preset_id uuid NOT NULL,
    entity_type    varchar(32) NOT NULL,
    operation      varchar(32) NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_role_permission_presets PRIMARY KEY (id),
    CONSTRAINT uq_role_permission_presets_preset_entity_op UNIQUE (role_preset_id, entity_type, operation),
    CONSTRAINT fk_role_permission_presets_role_preset_id_role_presets
        FOREIGN KEY (role_preset_id) REFERENCES role_presets (id) ON DELETE CASCADE
);
