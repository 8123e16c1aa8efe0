CREATE TABLE resource_permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    entity_id   varchar(64) NOT NULL,
    entity_type varchar(32) NOT NULL,
    operation   varchar(32) NOT NULL,
    role_id     uuid NOT NULL,
    CONSTRAINT pk_resource_permissions PRIMARY KEY (id)
);

CREATE TABLE role_permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    entity_type varchar(32) NOT NULL,
    operation   varchar(32) NOT NULL,
    role_id     uuid NOT NULL,
    scope_id    varchar(64) NOT NULL,
    scope_type  varchar(32) NOT NULL,
    CONSTRAINT pk_role_permissions PRIMARY KEY (id)
);

CREATE TABLE roles (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(64) NOT NULL,
    description text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz,
    deleted_at  timestamptz,
    state       varchar(16) NOT NULL DEFAULT 'active',
    CONSTRAINT pk_roles PRIMARY KEY (id)
);

CREATE TABLE user_roles (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_id    uuid NOT NULL,
    role_id    uuid NOT NULL,
    granted_by uuid,
    granted_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    expires_at timestamptz,
    state      varchar(16) NOT NULL DEFAULT 'active',
    CONSTRAINT pk_user_roles PRIMARY KEY (id)
);
