-- Backend.AI 26.9.6: the schema of a fresh database, alembic head d1117da8d8bd.

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TYPE agentstatus AS ENUM ('ALIVE', 'LOST', 'RESTARTING', 'TERMINATED');
CREATE TYPE artifacttype AS ENUM ('MODEL', 'PACKAGE', 'IMAGE');
CREATE TYPE defaultforunspecified AS ENUM ('LIMITED', 'UNLIMITED');
CREATE TYPE errorlog_severity AS ENUM ('critical', 'error', 'warning');
CREATE TYPE imagetype AS ENUM ('COMPUTE', 'SYSTEM', 'SERVICE');
CREATE TYPE templatetype AS ENUM ('TASK', 'CLUSTER');
CREATE TYPE userrole AS ENUM ('superadmin', 'admin', 'user', 'monitor');
CREATE TYPE userstatus AS ENUM (
    'active', 'inactive', 'deleted', 'before-verification', 'purging', 'purge-error'
);
CREATE TYPE vfolderownershiptype AS ENUM ('user', 'group');
CREATE TYPE vfolderusagemode AS ENUM ('general', 'model', 'data');

-- A time-ordered UUID of version 7: 48 bits of milliseconds, 12 bits of the fraction of the
-- millisecond, 62 random bits. Within a session the first 60 bits always count up, even where the
-- clock stands still or goes back: the session keeps the last tick in a setting of its own.
CREATE FUNCTION uuid_generate_v7() RETURNS uuid LANGUAGE plpgsql VOLATILE AS $function$
DECLARE
    micros bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
    tick bigint := greatest(
        (micros / 1000 << 12) + (micros % 1000 << 12) / 1000,
        nullif(current_setting('backend_ai.uuid_v7_tick', true), '')::bigint + 1
    );
BEGIN
    PERFORM set_config('backend_ai.uuid_v7_tick', tick::text, false);
    -- 28672 is the version, hexadecimal 7000. The last 64 bits of a version 4 UUID are random and
    -- carry the variant already.
    RETURN (
        lpad(to_hex((tick >> 12 << 16) | 28672 | (tick & 4095)), 16, '0')
        || substr(gen_random_uuid()::text, 20)
    )::uuid;
END
$function$;

-- The alembic revision that the database is at

CREATE TABLE alembic_version (
    version_num varchar(32)
);

-- Domains, projects, users and their keypairs

CREATE TABLE domains (
    name                      varchar(64) NOT NULL,
    id                        uuid NOT NULL DEFAULT uuid_generate_v7(),
    description               varchar(512),
    is_active                 boolean NOT NULL,
    status                    varchar(64) NOT NULL DEFAULT 'active',
    is_default                boolean NOT NULL DEFAULT false,
    total_resource_slots      jsonb NOT NULL,
    allowed_vfolder_hosts     jsonb NOT NULL,
    allowed_docker_registries varchar[] NOT NULL,
    integration_id            varchar(512),
    dotfiles                  bytea NOT NULL,
    created_at                timestamptz NOT NULL DEFAULT now(),
    updated_at                timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_domains PRIMARY KEY (name),
    CONSTRAINT uq_domains_id UNIQUE (id)
);
CREATE INDEX ix_domains_status ON domains (status);
CREATE UNIQUE INDEX uq_domains_is_default ON domains (is_default) WHERE is_default;

CREATE TABLE user_resource_policies (
    name                                varchar(256) NOT NULL,
    uuid                                uuid NOT NULL DEFAULT uuid_generate_v7(),
    max_vfolder_count                   integer NOT NULL,
    max_quota_scope_size                bigint NOT NULL,
    max_session_count_per_model_session integer NOT NULL,
    max_customized_image_count          integer NOT NULL,
    max_concurrent_logins               integer,
    created_at                          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_user_resource_policies PRIMARY KEY (name),
    CONSTRAINT uq_user_resource_policies_uuid UNIQUE (uuid)
);

CREATE TABLE project_resource_policies (
    name                 varchar(256) NOT NULL,
    uuid                 uuid NOT NULL DEFAULT uuid_generate_v7(),
    max_vfolder_count    integer NOT NULL,
    max_quota_scope_size bigint NOT NULL,
    max_network_count    integer NOT NULL,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_project_resource_policies PRIMARY KEY (name),
    CONSTRAINT uq_project_resource_policies_uuid UNIQUE (uuid)
);

CREATE TABLE keypair_resource_policies (
    name                               varchar(256) NOT NULL,
    uuid                               uuid NOT NULL DEFAULT uuid_generate_v7(),
    is_default                         boolean NOT NULL DEFAULT false,
    default_for_unspecified            defaultforunspecified NOT NULL,
    total_resource_slots               jsonb NOT NULL,
    max_session_lifetime               integer NOT NULL DEFAULT 0,
    max_concurrent_sessions            integer NOT NULL,
    max_pending_session_count          integer,
    max_pending_session_resource_slots jsonb,
    max_priority                       integer,
    max_concurrent_sftp_sessions       integer NOT NULL DEFAULT 1,
    max_containers_per_session         integer NOT NULL,
    idle_timeout                       bigint NOT NULL,
    allowed_vfolder_hosts              jsonb NOT NULL,
    created_at                         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_keypair_resource_policies PRIMARY KEY (name),
    CONSTRAINT uq_keypair_resource_policies_uuid UNIQUE (uuid),
    CONSTRAINT ck_keypair_resource_policies_max_priority_within_sessio_6505
        CHECK (max_priority BETWEEN 0 AND 100)
);
CREATE UNIQUE INDEX uq_keypair_resource_policies_is_default ON keypair_resource_policies
    (is_default) WHERE is_default;

CREATE TABLE users (
    uuid                 uuid NOT NULL DEFAULT uuid_generate_v7(),
    username             varchar(64) NOT NULL,
    email                varchar(64) NOT NULL,
    password             varchar,
    need_password_change boolean NOT NULL DEFAULT false,
    password_changed_at  timestamptz NOT NULL DEFAULT now(),
    full_name            varchar(64),
    description          varchar(500),
    status               userstatus NOT NULL,
    status_info          varchar,
    integration_id       varchar(512),
    domain_name          varchar(64) NOT NULL,
    domain_id            uuid NOT NULL,
    role                 userrole NOT NULL,
    allowed_client_ip    cidr[],
    totp_key             varchar(32),
    totp_activated       boolean NOT NULL DEFAULT false,
    totp_activated_at    timestamptz,
    resource_policy      varchar(256) NOT NULL,
    sudo_session_enabled boolean NOT NULL,
    container_uid        integer,
    container_main_gid   integer,
    container_gids       integer[],
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_users PRIMARY KEY (uuid),
    CONSTRAINT uq_users_username UNIQUE (username),
    CONSTRAINT fk_users_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_users_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id),
    CONSTRAINT fk_users_resource_policy_user_resource_policies FOREIGN KEY (resource_policy)
        REFERENCES user_resource_policies (name)
);
CREATE UNIQUE INDEX ix_users_email ON users (email);
CREATE INDEX ix_users_domain_name ON users (domain_name);
CREATE INDEX ix_users_domain_id ON users (domain_id);

CREATE TABLE keypairs (
    id               uuid NOT NULL DEFAULT uuid_generate_v7(),
    access_key       varchar(20) NOT NULL,
    secret_key       text NOT NULL,
    is_active        boolean NOT NULL,
    is_admin         boolean NOT NULL DEFAULT false,
    is_default       boolean NOT NULL DEFAULT false,
    last_used        timestamptz,
    rate_limit       integer NOT NULL DEFAULT 10000,
    num_queries      integer NOT NULL DEFAULT 0,
    ssh_public_key   text,
    ssh_private_key  text,
    "user"           uuid NOT NULL,
    resource_policy  varchar(256) NOT NULL,
    dotfiles         bytea NOT NULL,
    bootstrap_script varchar(65536) NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_keypairs PRIMARY KEY (access_key),
    CONSTRAINT uq_keypairs_id UNIQUE (id),
    CONSTRAINT fk_keypairs_user_users FOREIGN KEY ("user") REFERENCES users (uuid),
    CONSTRAINT fk_keypairs_resource_policy_keypair_resource_policies FOREIGN KEY (resource_policy)
        REFERENCES keypair_resource_policies (name)
);
CREATE INDEX ix_keypairs_is_active ON keypairs (is_active);
CREATE INDEX ix_keypairs_is_admin ON keypairs (is_admin);
CREATE UNIQUE INDEX uq_keypairs_is_default ON keypairs ("user") WHERE is_default;

CREATE TABLE groups (
    id                    uuid NOT NULL DEFAULT uuid_generate_v7(),
    name                  varchar(64) NOT NULL,
    description           varchar(512),
    is_active             boolean,
    status                varchar(64) NOT NULL DEFAULT 'active',
    integration_id        varchar(512),
    domain_name           varchar(64) NOT NULL,
    total_resource_slots  jsonb NOT NULL,
    allowed_vfolder_hosts jsonb NOT NULL,
    dotfiles              bytea NOT NULL,
    resource_policy       varchar(256) NOT NULL,
    type                  varchar(64) NOT NULL,
    creator_id            uuid,
    container_registry    jsonb,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_groups PRIMARY KEY (id),
    CONSTRAINT uq_groups_name_domain_name UNIQUE (name, domain_name),
    CONSTRAINT fk_groups_domain_name_domains FOREIGN KEY (domain_name)
        REFERENCES domains (name) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_groups_resource_policy_project_resource_policies FOREIGN KEY (resource_policy)
        REFERENCES project_resource_policies (name),
    CONSTRAINT fk_groups_creator_id_users FOREIGN KEY (creator_id)
        REFERENCES users (uuid) ON DELETE SET NULL
);
CREATE INDEX ix_groups_status ON groups (status);
CREATE INDEX ix_groups_domain_name ON groups (domain_name);
CREATE UNIQUE INDEX uq_groups_personal_creator ON groups (creator_id) WHERE type = 'personal';

CREATE TABLE association_groups_users (
    id       uuid NOT NULL DEFAULT uuid_generate_v7(),
    user_id  uuid NOT NULL,
    group_id uuid NOT NULL,
    CONSTRAINT pk_association_groups_users PRIMARY KEY (id),
    CONSTRAINT uq_association_user_id_group_id UNIQUE (user_id, group_id),
    CONSTRAINT fk_association_groups_users_user_id_users FOREIGN KEY (user_id)
        REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_association_groups_users_group_id_groups FOREIGN KEY (group_id)
        REFERENCES groups (id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- Roles and permissions

CREATE TABLE role_presets (
    id                 uuid NOT NULL DEFAULT uuid_generate_v7(),
    name               varchar(64) NOT NULL,
    role_name_template text,
    scope_type         varchar(32) NOT NULL,
    scope_id           uuid,
    auto_assign        boolean NOT NULL DEFAULT false,
    deleted            boolean NOT NULL DEFAULT false,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_role_presets PRIMARY KEY (id)
);
CREATE INDEX ix_role_presets_scope_type_deleted ON role_presets (scope_type, deleted);

CREATE TABLE role_permission_presets (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    role_preset_id uuid NOT NULL,
    entity_type    varchar(32) NOT NULL,
    permission     smallint NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_role_permission_presets PRIMARY KEY (id),
    CONSTRAINT uq_role_permission_presets_preset_entity_op
        UNIQUE (role_preset_id, entity_type, permission),
    CONSTRAINT fk_role_permission_presets_role_preset_id_role_presets FOREIGN KEY (role_preset_id)
        REFERENCES role_presets (id) ON DELETE CASCADE
);

CREATE TABLE virtual_entities (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    entity_type varchar(32) NOT NULL,
    entity_id   uuid NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_virtual_entities PRIMARY KEY (id),
    CONSTRAINT uq_virtual_entities_entity UNIQUE (entity_type, entity_id)
);

CREATE TABLE scope_bindings (
    virtual_entity_id uuid NOT NULL,
    scope_entity_id   uuid NOT NULL,
    permission_cap    smallint,
    created_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_entity_id, scope_entity_id),
    CONSTRAINT fk_scope_bindings_virtual_entity_id_virtual_entities FOREIGN KEY (virtual_entity_id)
        REFERENCES virtual_entities (id) ON DELETE CASCADE,
    CONSTRAINT fk_scope_bindings_scope_entity_id_virtual_entities FOREIGN KEY (scope_entity_id)
        REFERENCES virtual_entities (id) ON DELETE CASCADE
);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id)
    INCLUDE (scope_entity_id, permission_cap);
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_entity_id);

CREATE TABLE entity_memberships (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    virtual_entity_id uuid NOT NULL,
    member_entity_id  uuid NOT NULL,
    capped            boolean NOT NULL DEFAULT false,
    created_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_memberships PRIMARY KEY (id),
    CONSTRAINT uq_entity_memberships_edge UNIQUE (virtual_entity_id, member_entity_id),
    CONSTRAINT fk_entity_memberships_virtual_entity_id_virtual_entities
        FOREIGN KEY (virtual_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE,
    CONSTRAINT fk_entity_memberships_member_entity_id_virtual_entities
        FOREIGN KEY (member_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE
);
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id)
    INCLUDE (virtual_entity_id, capped);

CREATE TABLE entity_membership_caps (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    membership_id uuid NOT NULL,
    permission    smallint NOT NULL,
    all_fields    boolean NOT NULL DEFAULT true,
    CONSTRAINT pk_entity_membership_caps PRIMARY KEY (id),
    CONSTRAINT uq_entity_membership_caps_bit UNIQUE (membership_id, permission),
    CONSTRAINT ck_entity_membership_caps_field_scope CHECK (all_fields OR permission IN (1, 2)),
    CONSTRAINT ck_entity_membership_caps_single_bit
        CHECK (permission > 0 AND (permission & (permission - 1)) = 0),
    CONSTRAINT fk_entity_membership_caps_membership_id_entity_memberships
        FOREIGN KEY (membership_id) REFERENCES entity_memberships (id) ON DELETE CASCADE
);

CREATE TABLE entity_membership_fields (
    cap_id uuid NOT NULL,
    path   text NOT NULL,
    CONSTRAINT pk_entity_membership_fields PRIMARY KEY (cap_id, path),
    CONSTRAINT ck_entity_membership_fields_path CHECK (path <> ''),
    CONSTRAINT fk_entity_membership_fields_cap_id_entity_membership_caps FOREIGN KEY (cap_id)
        REFERENCES entity_membership_caps (id) ON DELETE CASCADE
);

CREATE TABLE entity_fields (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    entity_type varchar(64) NOT NULL,
    entity_id   varchar(64) NOT NULL,
    field_type  varchar(64) NOT NULL,
    field_id    varchar(64) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_fields PRIMARY KEY (id),
    CONSTRAINT uq_entity_fields_mapping UNIQUE (entity_type, entity_id, field_type, field_id)
);
CREATE INDEX ix_entity_fields_entity_lookup ON entity_fields (entity_type, entity_id);
CREATE INDEX ix_entity_fields_field_lookup ON entity_fields (field_type, field_id);

CREATE TABLE entity_labels (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    entity_type varchar(32) NOT NULL,
    entity_id   uuid NOT NULL,
    key         varchar(255) NOT NULL,
    value       varchar(255) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_labels PRIMARY KEY (id),
    CONSTRAINT uq_entity_labels_key UNIQUE (entity_type, entity_id, key)
);
CREATE INDEX ix_entity_labels_entity ON entity_labels (entity_type, entity_id);
CREATE INDEX ix_entity_labels_pair ON entity_labels (key, value);

CREATE TABLE entity_shares (
    id                    uuid NOT NULL DEFAULT uuid_generate_v7(),
    sharer_user_id        uuid,
    recipient_entity_type varchar(32),
    recipient_entity_id   uuid,
    recipient_email       varchar(64),
    target_entity_type    varchar(32) NOT NULL,
    target_entity_id      uuid NOT NULL,
    permission_cap        smallint,
    expires_at            timestamptz,
    status                varchar(64) NOT NULL DEFAULT 'pending',
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_shares PRIMARY KEY (id),
    CONSTRAINT ck_entity_shares_accepted_does_not_expire
        CHECK (status <> 'accepted' OR expires_at IS NULL),
    CONSTRAINT ck_entity_shares_accepted_resolved
        CHECK (status <> 'accepted' OR recipient_entity_type IS NOT NULL),
    CONSTRAINT ck_entity_shares_addressed
        CHECK (recipient_entity_type IS NOT NULL OR recipient_email IS NOT NULL),
    CONSTRAINT fk_entity_shares_sharer_user_id_users FOREIGN KEY (sharer_user_id)
        REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE SET NULL,
    CONSTRAINT recipient FOREIGN KEY (recipient_entity_type, recipient_entity_id)
        REFERENCES virtual_entities (entity_type, entity_id) MATCH FULL ON DELETE CASCADE,
    CONSTRAINT target FOREIGN KEY (target_entity_type, target_entity_id)
        REFERENCES virtual_entities (entity_type, entity_id) ON DELETE CASCADE
);
CREATE INDEX ix_entity_shares_recipient ON entity_shares
    (recipient_entity_type, recipient_entity_id);
CREATE UNIQUE INDEX uq_entity_shares_live_recipient ON entity_shares
    (recipient_entity_type, recipient_entity_id, target_entity_type, target_entity_id)
    WHERE status IN ('pending', 'accepted') AND recipient_entity_type IS NOT NULL;
CREATE INDEX ix_entity_shares_recipient_email ON entity_shares (recipient_email);
CREATE UNIQUE INDEX uq_entity_shares_live_email ON entity_shares
    (recipient_email, target_entity_type, target_entity_id)
    WHERE status IN ('pending', 'accepted') AND recipient_email IS NOT NULL;
CREATE INDEX ix_entity_shares_target ON entity_shares (target_entity_type, target_entity_id);

CREATE TABLE global_entities (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    name       varchar(32) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_global_entities PRIMARY KEY (id),
    CONSTRAINT uq_global_entities_name UNIQUE (name)
);

CREATE TABLE roles (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    name           varchar(64) NOT NULL,
    description    text,
    source         varchar(16) NOT NULL DEFAULT 'system',
    status         varchar(64) NOT NULL DEFAULT 'active',
    auto_assign    boolean NOT NULL DEFAULT false,
    deleted_at     timestamptz,
    scope_type     varchar(32) NOT NULL,
    scope_id       uuid NOT NULL,
    role_preset_id uuid,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_roles PRIMARY KEY (id),
    CONSTRAINT fk_roles_scope_virtual_entities FOREIGN KEY (scope_type, scope_id)
        REFERENCES virtual_entities (entity_type, entity_id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_roles_role_preset_id_role_presets FOREIGN KEY (role_preset_id)
        REFERENCES role_presets (id) ON DELETE SET NULL
);
CREATE INDEX ix_id_status ON roles (id, status);
CREATE INDEX ix_roles_scope ON roles (scope_type, scope_id);
CREATE INDEX ix_roles_role_preset_id ON roles (role_preset_id);
CREATE UNIQUE INDEX uq_roles_preset_scope ON roles (role_preset_id, scope_type, scope_id)
    WHERE role_preset_id IS NOT NULL;

CREATE TABLE permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    role_id     uuid NOT NULL,
    entity_type varchar(32) NOT NULL,
    permission  smallint NOT NULL,
    all_fields  boolean NOT NULL DEFAULT true,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_permissions PRIMARY KEY (id),
    CONSTRAINT uq_permissions_role_entity_permission UNIQUE (role_id, entity_type, permission),
    CONSTRAINT ck_permissions_field_scope CHECK (all_fields OR permission IN (1, 2)),
    CONSTRAINT ck_permissions_single_bit
        CHECK (permission > 0 AND (permission & (permission - 1)) = 0),
    CONSTRAINT fk_permissions_role_id_roles FOREIGN KEY (role_id)
        REFERENCES roles (id) ON DELETE CASCADE
);
CREATE INDEX ix_permissions_entity ON permissions (entity_type) INCLUDE (permission, role_id);

CREATE TABLE permission_fields (
    permission_id uuid NOT NULL,
    path          text NOT NULL,
    CONSTRAINT pk_permission_fields PRIMARY KEY (permission_id, path),
    CONSTRAINT ck_permission_fields_path CHECK (path <> ''),
    CONSTRAINT fk_permission_fields_permission_id_permissions FOREIGN KEY (permission_id)
        REFERENCES permissions (id) ON DELETE CASCADE
);

CREATE TABLE user_roles (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    user_id    uuid NOT NULL,
    role_id    uuid NOT NULL,
    granted_by uuid,
    granted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_user_roles PRIMARY KEY (id),
    CONSTRAINT uq_user_id_role_id UNIQUE (user_id, role_id),
    CONSTRAINT fk_user_roles_user_id_users FOREIGN KEY (user_id)
        REFERENCES users (uuid) ON DELETE CASCADE,
    CONSTRAINT fk_user_roles_role_id_roles FOREIGN KEY (role_id)
        REFERENCES roles (id) ON DELETE CASCADE
);

-- Logins

CREATE TABLE login_client_types (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    name        varchar(64) NOT NULL,
    description text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_login_client_types PRIMARY KEY (id),
    CONSTRAINT uq_login_client_types_name UNIQUE (name)
);

CREATE TABLE login_sessions (
    id                   uuid NOT NULL DEFAULT uuid_generate_v7(),
    session_token        varchar(64) NOT NULL,
    user_id              uuid NOT NULL,
    access_key           varchar(20) NOT NULL,
    login_client_type_id uuid,
    status               varchar(64) NOT NULL DEFAULT 'active',
    last_accessed_at     timestamptz,
    invalidated_at       timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_login_sessions PRIMARY KEY (id),
    CONSTRAINT fk_login_sessions_user_id_users FOREIGN KEY (user_id)
        REFERENCES users (uuid) ON DELETE CASCADE,
    CONSTRAINT fk_login_sessions_login_client_type_id_login_client_types
        FOREIGN KEY (login_client_type_id) REFERENCES login_client_types (id) ON DELETE SET NULL
);
CREATE UNIQUE INDEX ix_login_sessions_session_token ON login_sessions (session_token);
CREATE INDEX ix_login_sessions_user_id ON login_sessions (user_id);
CREATE INDEX ix_login_sessions_user_id_status ON login_sessions (user_id, status);
CREATE INDEX ix_login_sessions_login_client_type_id ON login_sessions (login_client_type_id);
CREATE INDEX ix_login_sessions_status ON login_sessions (status);

CREATE TABLE login_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    user_id     uuid NOT NULL,
    domain_name varchar(64) NOT NULL,
    result      varchar(64) NOT NULL,
    fail_reason text,
    client_ip   inet,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_login_history PRIMARY KEY (id),
    CONSTRAINT fk_login_history_user_id_users FOREIGN KEY (user_id)
        REFERENCES users (uuid) ON DELETE CASCADE
);
CREATE INDEX ix_login_history_user_id ON login_history (user_id);
CREATE INDEX ix_login_history_user_id_created_at ON login_history (user_id, created_at);
CREATE INDEX ix_login_history_result ON login_history (result);
CREATE INDEX ix_login_history_created_at ON login_history (created_at);

CREATE TABLE client_ip_masking_policies (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    target_type varchar(64) NOT NULL,
    mode        varchar(64) NOT NULL,
    ipv4_prefix smallint,
    ipv6_prefix smallint,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_client_ip_masking_policies PRIMARY KEY (id),
    CONSTRAINT uq_client_ip_masking_policies_target_type UNIQUE (target_type),
    CONSTRAINT ck_client_ip_masking_policies_ck_client_ip_masking_poli_3853
        CHECK (ipv4_prefix IS NULL OR ipv4_prefix BETWEEN 0 AND 32),
    CONSTRAINT ck_client_ip_masking_policies_ck_client_ip_masking_poli_dec7
        CHECK (ipv6_prefix IS NULL OR ipv6_prefix BETWEEN 0 AND 128)
);

-- Container registries and images

CREATE TABLE container_registries (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    url           varchar(512) NOT NULL,
    registry_name varchar(255) NOT NULL,
    type          varchar(64) NOT NULL DEFAULT 'docker',
    project       varchar(255),
    username      varchar(255),
    password      varchar,
    ssl_verify    boolean DEFAULT true,
    is_global     boolean NOT NULL DEFAULT true,
    extra         json,
    CONSTRAINT pk_container_registries PRIMARY KEY (id)
);
CREATE INDEX ix_container_registries_url ON container_registries (url);
CREATE INDEX ix_container_registries_registry_name ON container_registries (registry_name);
CREATE INDEX ix_container_registries_type ON container_registries (type);
CREATE INDEX ix_container_registries_project ON container_registries (project);
CREATE INDEX ix_container_registries_ssl_verify ON container_registries (ssl_verify);
CREATE INDEX ix_container_registries_is_global ON container_registries (is_global);

CREATE TABLE association_container_registries_groups (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    registry_id uuid NOT NULL,
    group_id    uuid NOT NULL,
    CONSTRAINT pk_association_container_registries_groups PRIMARY KEY (id),
    CONSTRAINT uq_registry_id_group_id UNIQUE (registry_id, group_id),
    CONSTRAINT fk_association_container_registries_groups_registry_id FOREIGN KEY (registry_id)
        REFERENCES container_registries (id) ON DELETE CASCADE,
    CONSTRAINT fk_association_container_registries_groups_group_id FOREIGN KEY (group_id)
        REFERENCES groups (id) ON DELETE CASCADE
);

CREATE TABLE images (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    name          varchar NOT NULL,
    project       varchar,
    image         varchar NOT NULL,
    tag           text,
    registry      varchar NOT NULL,
    registry_id   uuid NOT NULL,
    architecture  varchar NOT NULL,
    config_digest char(72) NOT NULL,
    size_bytes    bigint NOT NULL,
    is_local      boolean NOT NULL DEFAULT false,
    type          imagetype NOT NULL,
    accelerators  varchar,
    labels        json NOT NULL,
    customized    boolean NOT NULL DEFAULT false,
    creator_id    uuid,
    resources     jsonb NOT NULL,
    status        varchar(64) NOT NULL DEFAULT 'ALIVE',
    last_used_at  timestamptz NOT NULL DEFAULT now(),
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_images PRIMARY KEY (id),
    CONSTRAINT uq_image_identifier UNIQUE (registry, project, name, tag, architecture),
    CONSTRAINT fk_images_registry_id_container_registries FOREIGN KEY (registry_id)
        REFERENCES container_registries (id) ON DELETE RESTRICT,
    CONSTRAINT fk_images_creator_id_users FOREIGN KEY (creator_id)
        REFERENCES users (uuid) ON DELETE SET NULL
);
CREATE INDEX ix_images_name ON images (name);
CREATE INDEX ix_images_image ON images (image);
CREATE INDEX ix_images_registry ON images (registry);
CREATE INDEX ix_images_registry_id ON images (registry_id);
CREATE INDEX ix_images_architecture ON images (architecture);
CREATE INDEX ix_images_creator_id ON images (creator_id);
CREATE INDEX ix_images_created_at ON images (created_at);

CREATE TABLE image_aliases (
    id    uuid NOT NULL DEFAULT uuid_generate_v7(),
    alias varchar,
    image uuid NOT NULL,
    CONSTRAINT pk_image_aliases PRIMARY KEY (id),
    CONSTRAINT fk_image_aliases_image_images FOREIGN KEY (image)
        REFERENCES images (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_image_aliases_alias ON image_aliases (alias);

-- Scaling groups, agents and what they offer

CREATE TABLE scaling_groups (
    name                       varchar(64) NOT NULL,
    id                         uuid NOT NULL DEFAULT uuid_generate_v7(),
    description                varchar(512),
    is_active                  boolean,
    is_public                  boolean NOT NULL DEFAULT true,
    is_default                 boolean NOT NULL DEFAULT false,
    wsproxy_addr               varchar(1024),
    wsproxy_api_token          varchar(128),
    driver                     varchar(64) NOT NULL,
    driver_opts                jsonb NOT NULL,
    scheduler                  varchar(64) NOT NULL,
    use_host_network           boolean NOT NULL,
    scheduler_opts             jsonb NOT NULL,
    fair_share_spec            jsonb,
    default_deployment_options jsonb NOT NULL,
    default_session_options    jsonb NOT NULL,
    created_at                 timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_scaling_groups PRIMARY KEY (name),
    CONSTRAINT uq_scaling_groups_id UNIQUE (id)
);
CREATE INDEX ix_scaling_groups_is_active ON scaling_groups (is_active);
CREATE INDEX ix_scaling_groups_is_public ON scaling_groups (is_public);
CREATE UNIQUE INDEX uq_scaling_groups_is_default ON scaling_groups (is_default) WHERE is_default;

CREATE TABLE sgroups_for_domains (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    resource_group_id uuid NOT NULL,
    domain_id         uuid NOT NULL,
    CONSTRAINT pk_sgroups_for_domains PRIMARY KEY (id),
    CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain_id),
    CONSTRAINT fk_sgroups_for_domains_resource_group_id_scaling_groups
        FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_domains_domain_id_domains FOREIGN KEY (domain_id)
        REFERENCES domains (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_domains_resource_group_id ON sgroups_for_domains (resource_group_id);
CREATE INDEX ix_sgroups_for_domains_domain_id ON sgroups_for_domains (domain_id);

CREATE TABLE sgroups_for_groups (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    resource_group_id uuid NOT NULL,
    "group"           uuid NOT NULL,
    CONSTRAINT pk_sgroups_for_groups PRIMARY KEY (id),
    CONSTRAINT uq_sgroup_ugroup UNIQUE (resource_group_id, "group"),
    CONSTRAINT fk_sgroups_for_groups_resource_group_id_scaling_groups
        FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_groups_group_groups FOREIGN KEY ("group")
        REFERENCES groups (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_groups_resource_group_id ON sgroups_for_groups (resource_group_id);
CREATE INDEX ix_sgroups_for_groups_group ON sgroups_for_groups ("group");

CREATE TABLE sgroups_for_keypairs (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    resource_group_id uuid NOT NULL,
    access_key        varchar(20) NOT NULL,
    CONSTRAINT pk_sgroups_for_keypairs PRIMARY KEY (id),
    CONSTRAINT uq_sgroup_akey UNIQUE (resource_group_id, access_key),
    CONSTRAINT fk_sgroups_for_keypairs_resource_group_id_scaling_groups
        FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_keypairs_access_key_keypairs FOREIGN KEY (access_key)
        REFERENCES keypairs (access_key) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_keypairs_resource_group_id ON sgroups_for_keypairs (resource_group_id);
CREATE INDEX ix_sgroups_for_keypairs_access_key ON sgroups_for_keypairs (access_key);

CREATE TABLE resource_slot_types (
    uuid          uuid NOT NULL DEFAULT uuid_generate_v7(),
    slot_name     varchar(64) NOT NULL,
    slot_type     varchar(16) NOT NULL,
    required      boolean NOT NULL DEFAULT false,
    enabled       boolean NOT NULL DEFAULT true,
    display_name  varchar(128) NOT NULL DEFAULT '',
    description   varchar(256) NOT NULL DEFAULT '',
    display_unit  varchar(32) NOT NULL DEFAULT '',
    display_icon  varchar(64) NOT NULL DEFAULT '',
    number_format jsonb NOT NULL DEFAULT '{"binary": false, "round_length": 0}',
    rank          integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_resource_slot_types PRIMARY KEY (slot_name),
    CONSTRAINT uq_resource_slot_types_uuid UNIQUE (uuid)
);

CREATE TABLE resource_presets (
    id                 uuid NOT NULL DEFAULT uuid_generate_v7(),
    name               varchar(256) NOT NULL,
    resource_slots     jsonb NOT NULL,
    shared_memory      bigint,
    scaling_group_name varchar(64) DEFAULT NULL,
    CONSTRAINT pk_resource_presets PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_resource_presets_name_null_scaling_group_name ON resource_presets (name)
    WHERE scaling_group_name IS NULL;
CREATE UNIQUE INDEX ix_resource_presets_name_scaling_group_name ON resource_presets
    (name, scaling_group_name) WHERE scaling_group_name IS NOT NULL;

CREATE TABLE agents (
    uuid                          uuid NOT NULL DEFAULT uuid_generate_v7(),
    id                            varchar(64) NOT NULL,
    status                        agentstatus NOT NULL,
    status_changed                timestamptz,
    region                        varchar(64) NOT NULL,
    scaling_group                 varchar(64) NOT NULL DEFAULT 'default',
    resource_group_id             uuid NOT NULL,
    schedulable                   boolean NOT NULL DEFAULT true,
    addr                          varchar(128) NOT NULL,
    public_host                   varchar(256),
    public_key                    varchar(40),
    first_contact                 timestamptz DEFAULT now(),
    lost_at                       timestamptz,
    version                       varchar(64) NOT NULL,
    architecture                  varchar(32) NOT NULL,
    compute_plugins               jsonb NOT NULL,
    auto_terminate_abusing_kernel boolean NOT NULL DEFAULT false,
    CONSTRAINT pk_agents PRIMARY KEY (id),
    CONSTRAINT uq_agents_uuid UNIQUE (uuid),
    CONSTRAINT fk_agents_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_agents_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id)
);
CREATE INDEX ix_agents_status ON agents (status);
CREATE INDEX ix_agents_region ON agents (region);
CREATE INDEX ix_agents_scaling_group ON agents (scaling_group);
CREATE INDEX ix_agents_resource_group_id ON agents (resource_group_id);

CREATE TABLE agent_resources (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    agent_id    varchar(64) NOT NULL,
    agent_uuid  uuid NOT NULL,
    slot_name   varchar(64) NOT NULL,
    capacity    numeric(24,6) NOT NULL,
    reserved    numeric(24,6) NOT NULL DEFAULT 0,
    prereserved numeric(24,6) NOT NULL DEFAULT 0,
    used        numeric(24,6) NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_agent_resources PRIMARY KEY (agent_id, slot_name),
    CONSTRAINT uq_agent_resources_id UNIQUE (id),
    CONSTRAINT fk_agent_resources_agent_id_agents FOREIGN KEY (agent_id)
        REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT fk_agent_resources_slot_name_resource_slot_types FOREIGN KEY (slot_name)
        REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_agent_resources_agent_avail ON agent_resources
    (agent_id, slot_name, capacity, reserved, used);
CREATE INDEX ix_agent_resources_slot_name ON agent_resources (slot_name);

CREATE TABLE agent_installed_images (
    agent_id   varchar(64) NOT NULL,
    image_id   uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_agent_installed_images PRIMARY KEY (agent_id, image_id),
    CONSTRAINT fk_agent_installed_images_agent_id_agents FOREIGN KEY (agent_id)
        REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT fk_agent_installed_images_image_id_images FOREIGN KEY (image_id)
        REFERENCES images (id) ON DELETE CASCADE
);
CREATE INDEX ix_agent_installed_images_image_id ON agent_installed_images (image_id);

-- Virtual folders

CREATE TABLE vfolders (
    id                       uuid NOT NULL DEFAULT uuid_generate_v7(),
    host                     varchar(128) NOT NULL,
    domain_name              varchar(64) NOT NULL,
    quota_scope_id           varchar(64) NOT NULL,
    name                     varchar(128) NOT NULL,
    usage_mode               vfolderusagemode NOT NULL,
    default_mount_permission varchar(64) NOT NULL,
    max_files                integer,
    max_size                 integer,
    num_files                integer,
    cur_size                 integer,
    last_used                timestamptz,
    creator                  varchar(128),
    creator_id               uuid,
    unmanaged_path           varchar(512),
    ownership_type           vfolderownershiptype NOT NULL,
    "user"                   uuid,
    "group"                  uuid,
    cloneable                boolean NOT NULL,
    status                   varchar(64) NOT NULL DEFAULT 'ready',
    status_history           jsonb,
    status_changed           timestamptz,
    created_at               timestamptz NOT NULL DEFAULT now(),
    updated_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vfolders PRIMARY KEY (id)
);
CREATE INDEX ix_vfolders_host ON vfolders (host);
CREATE INDEX ix_vfolders_domain_name ON vfolders (domain_name);
CREATE INDEX ix_vfolders_name ON vfolders (name);
CREATE INDEX ix_vfolders_usage_mode ON vfolders (usage_mode);
CREATE INDEX ix_vfolders_ownership_type ON vfolders (ownership_type);
CREATE UNIQUE INDEX uq_vfolders_project_name ON vfolders ("group", name)
    WHERE status NOT IN ('delete-complete', 'delete-error');
CREATE INDEX ix_vfolders_status ON vfolders (status);
CREATE INDEX ix_vfolders_status_changed ON vfolders (status_changed);

CREATE TABLE vfolder_user_mount_policies (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    vfolder_id uuid NOT NULL,
    user_id    uuid NOT NULL,
    permission varchar(64) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vfolder_user_mount_policies PRIMARY KEY (id),
    CONSTRAINT uq_vfolder_user_mount_policies_vfolder_id UNIQUE (vfolder_id, user_id),
    CONSTRAINT fk_vfolder_user_mount_policies_vfolder_id_vfolders FOREIGN KEY (vfolder_id)
        REFERENCES vfolders (id) ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_user_mount_policies_user_id_users FOREIGN KEY (user_id)
        REFERENCES users (uuid) ON DELETE CASCADE
);

-- Sessions and kernels

CREATE TABLE networks (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    name        varchar(128) NOT NULL,
    ref_name    varchar(128) NOT NULL,
    driver      varchar(64) NOT NULL,
    options     jsonb NOT NULL DEFAULT '{}',
    project     uuid NOT NULL,
    domain_name varchar(64) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_networks PRIMARY KEY (id)
);

CREATE TABLE session_templates (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    is_active   boolean,
    domain_name varchar(64) NOT NULL,
    group_id    uuid,
    user_uuid   uuid NOT NULL,
    type        templatetype NOT NULL DEFAULT 'TASK',
    name        varchar(128),
    template    jsonb NOT NULL,
    CONSTRAINT pk_session_templates PRIMARY KEY (id),
    CONSTRAINT fk_session_templates_domain_name_domains FOREIGN KEY (domain_name)
        REFERENCES domains (name),
    CONSTRAINT fk_session_templates_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id),
    CONSTRAINT fk_session_templates_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users (uuid)
);
CREATE INDEX ix_session_templates_created_at ON session_templates (created_at);
CREATE INDEX ix_session_templates_user_uuid ON session_templates (user_uuid);
CREATE INDEX ix_session_templates_type ON session_templates (type);

CREATE TABLE session_groups (
    id                    uuid NOT NULL DEFAULT uuid_generate_v7(),
    domain_id             uuid NOT NULL,
    project_id            uuid NOT NULL,
    owner_user_id         uuid NOT NULL,
    placement_direction   varchar(64) NOT NULL,
    placement_enforcement varchar(64) NOT NULL,
    deleted_at            timestamptz,
    created_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_session_groups PRIMARY KEY (id),
    CONSTRAINT fk_session_groups_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id),
    CONSTRAINT fk_session_groups_project_id_groups FOREIGN KEY (project_id) REFERENCES groups (id),
    CONSTRAINT fk_session_groups_owner_user_id_users FOREIGN KEY (owner_user_id)
        REFERENCES users (uuid) ON DELETE RESTRICT
);

CREATE TABLE sessions (
    id                   uuid NOT NULL DEFAULT uuid_generate_v7(),
    creation_id          varchar(32),
    name                 varchar(128),
    session_type         varchar(64) NOT NULL DEFAULT 'INTERACTIVE',
    priority             integer NOT NULL,
    is_preemptible       boolean NOT NULL DEFAULT true,
    job_priority         integer NOT NULL DEFAULT 0,
    cluster_mode         varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size         integer NOT NULL,
    options              jsonb NOT NULL,
    agent_ids            varchar[],
    designated_agent_ids varchar[],
    session_group_id     uuid,
    resource_group_id    uuid NOT NULL,
    scaling_group_name   varchar(64) NOT NULL,
    target_sgroup_names  varchar(64)[] DEFAULT '{}',
    domain_name          varchar(64) NOT NULL,
    domain_id            uuid NOT NULL,
    group_id             uuid NOT NULL,
    user_uuid            uuid NOT NULL,
    access_key           varchar(20),
    images               varchar[],
    image_ids            uuid[],
    tag                  varchar(64),
    vfolder_mounts       jsonb,
    environ              jsonb,
    bootstrap_script     varchar(16384),
    use_host_network     boolean NOT NULL,
    timeout              bigint,
    batch_timeout        bigint,
    terminated_at        timestamptz,
    starts_at            timestamptz,
    requested_starts_at  timestamptz,
    status               varchar(64) NOT NULL DEFAULT 'PENDING',
    status_info          varchar,
    status_data          jsonb,
    status_history       jsonb,
    callback_url         text,
    startup_command      text,
    result               varchar(64) NOT NULL DEFAULT 'UNDEFINED',
    num_queries          bigint,
    last_stat            jsonb,
    network_type         varchar(64),
    network_id           varchar(128),
    replica_id           uuid,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT fk_sessions_session_group_id_session_groups FOREIGN KEY (session_group_id)
        REFERENCES session_groups (id) ON DELETE SET NULL,
    CONSTRAINT fk_sessions_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id),
    CONSTRAINT fk_sessions_scaling_group_name_scaling_groups FOREIGN KEY (scaling_group_name)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_sessions_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_sessions_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id),
    CONSTRAINT fk_sessions_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id)
);
CREATE INDEX ix_sessions_name ON sessions (name);
CREATE UNIQUE INDEX ix_sessions_unique_name_per_user_nonterminal ON sessions (name, user_uuid)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
CREATE INDEX ix_sessions_session_type ON sessions (session_type);
CREATE INDEX ix_sessions_priority ON sessions (priority);
CREATE INDEX ix_sessions_session_group_id ON sessions (session_group_id);
CREATE INDEX ix_sessions_resource_group_id ON sessions (resource_group_id);
CREATE INDEX ix_sessions_scaling_group_name ON sessions (scaling_group_name);
CREATE INDEX ix_sessions_domain_id ON sessions (domain_id);
CREATE INDEX ix_sessions_vfolder_mounts ON sessions USING gin (vfolder_mounts);
CREATE INDEX ix_sessions_terminated_at ON sessions (terminated_at);
CREATE INDEX ix_sessions_status ON sessions (status);
CREATE INDEX ix_session_status_with_priority ON sessions (status, priority);
CREATE INDEX ix_sessions_result ON sessions (result);
CREATE INDEX ix_sessions_created_at ON sessions (created_at);
CREATE INDEX ix_sessions_updated_order ON sessions (GREATEST('created_at', 'terminated_at'));

CREATE TABLE kernels (
    id                  uuid NOT NULL DEFAULT uuid_generate_v7(),
    session_id          uuid NOT NULL,
    session_creation_id varchar(32),
    session_name        varchar(128),
    session_type        varchar(64) NOT NULL DEFAULT 'INTERACTIVE',
    cluster_mode        varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size        integer NOT NULL,
    cluster_role        varchar(16) NOT NULL,
    cluster_idx         integer NOT NULL,
    local_rank          integer NOT NULL,
    cluster_hostname    varchar(64) NOT NULL,
    uid                 integer,
    main_gid            integer,
    gids                integer[],
    scaling_group       varchar(64) NOT NULL,
    resource_group_id   uuid NOT NULL,
    agent               varchar(64),
    agent_addr          varchar(128),
    domain_name         varchar(64) NOT NULL,
    group_id            uuid NOT NULL,
    user_uuid           uuid NOT NULL,
    access_key          varchar(20),
    image               varchar(512),
    image_id            uuid,
    architecture        varchar(32),
    registry            varchar(512),
    tag                 varchar(64),
    container_id        varchar(64),
    occupied_shares     jsonb NOT NULL,
    environ             varchar[],
    mounts              varchar[],
    mount_map           jsonb,
    vfolder_mounts      jsonb,
    attached_devices    jsonb,
    resource_opts       jsonb,
    bootstrap_script    varchar(16384),
    kernel_host         varchar(128),
    repl_in_port        integer NOT NULL,
    repl_out_port       integer NOT NULL,
    stdin_port          integer NOT NULL,
    stdout_port         integer NOT NULL,
    service_ports       jsonb,
    preopen_ports       integer[],
    use_host_network    boolean NOT NULL,
    terminated_at       timestamptz,
    starts_at           timestamptz,
    status              varchar(64) NOT NULL DEFAULT 'PENDING',
    status_changed      timestamptz,
    status_info         varchar,
    status_data         jsonb,
    status_history      jsonb,
    callback_url        text,
    startup_command     text,
    result              varchar(64) NOT NULL DEFAULT 'UNDEFINED',
    internal_data       jsonb,
    container_log       bytea,
    num_queries         bigint,
    last_stat           jsonb,
    last_seen           timestamptz,
    last_observed_at    timestamptz,
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_kernels PRIMARY KEY (id),
    CONSTRAINT fk_kernels_session_id_sessions FOREIGN KEY (session_id) REFERENCES sessions (id),
    CONSTRAINT fk_kernels_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_kernels_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id),
    CONSTRAINT fk_kernels_agent_agents FOREIGN KEY (agent) REFERENCES agents (id),
    CONSTRAINT fk_kernels_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_kernels_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id),
    CONSTRAINT fk_kernels_image_id_images FOREIGN KEY (image_id)
        REFERENCES images (id) ON DELETE SET NULL
);
CREATE INDEX ix_kernels_session_id ON kernels (session_id);
CREATE INDEX ix_kernels_sess_id_role ON kernels (session_id, cluster_role);
CREATE INDEX ix_kernels_session_name ON kernels (session_name);
CREATE INDEX ix_kernels_session_type ON kernels (session_type);
CREATE INDEX ix_kernels_cluster_role ON kernels (cluster_role);
CREATE INDEX ix_kernels_fair_share_running ON kernels (scaling_group)
    WHERE terminated_at IS NULL AND starts_at IS NOT NULL;
CREATE INDEX ix_kernels_scaling_group ON kernels (scaling_group);
CREATE INDEX ix_kernels_fair_share_terminated ON kernels (scaling_group, terminated_at)
    WHERE terminated_at IS NOT NULL AND starts_at IS NOT NULL;
CREATE INDEX ix_kernels_resource_group_id ON kernels (resource_group_id);
CREATE INDEX ix_kernels_image_id ON kernels (image_id);
CREATE INDEX ix_kernels_terminated_at ON kernels (terminated_at);
CREATE INDEX ix_kernels_status ON kernels (status);
CREATE INDEX ix_kernels_status_role ON kernels (status, cluster_role);
CREATE INDEX ix_kernels_status_changed ON kernels (status_changed);
CREATE INDEX ix_kernels_result ON kernels (result);
CREATE INDEX ix_kernels_created_at ON kernels (created_at);
CREATE INDEX ix_kernels_updated_order ON kernels
    (GREATEST('created_at', 'terminated_at', 'status_changed'));

CREATE TABLE session_dependencies (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    session_id uuid NOT NULL,
    depends_on uuid NOT NULL,
    CONSTRAINT sess_dep_pk PRIMARY KEY (session_id, depends_on),
    CONSTRAINT uq_session_dependencies_id UNIQUE (id),
    CONSTRAINT fk_session_dependencies_session_id_sessions FOREIGN KEY (session_id)
        REFERENCES sessions (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_session_dependencies_depends_on_sessions FOREIGN KEY (depends_on)
        REFERENCES sessions (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_session_dependencies_session_id ON session_dependencies (session_id);
CREATE INDEX ix_session_dependencies_depends_on ON session_dependencies (depends_on);

CREATE TABLE resource_allocations (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    kernel_id      uuid NOT NULL,
    slot_name      varchar(64) NOT NULL,
    requested      numeric(24,6) NOT NULL,
    prereserved    numeric(24,6) NOT NULL DEFAULT 0,
    reserved       numeric(24,6) NOT NULL DEFAULT 0,
    used           numeric(24,6),
    prereserved_at timestamptz,
    reserved_at    timestamptz,
    used_at        timestamptz,
    free_at        timestamptz,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_resource_allocations PRIMARY KEY (kernel_id, slot_name),
    CONSTRAINT uq_resource_allocations_id UNIQUE (id),
    CONSTRAINT fk_resource_allocations_kernel_id_kernels FOREIGN KEY (kernel_id)
        REFERENCES kernels (id) ON DELETE CASCADE,
    CONSTRAINT fk_resource_allocations_slot_name_resource_slot_types FOREIGN KEY (slot_name)
        REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_ra_kernel_slot ON resource_allocations (kernel_id, slot_name);
CREATE INDEX ix_ra_occupied ON resource_allocations (kernel_id, slot_name) WHERE free_at IS NULL;
CREATE INDEX ix_resource_allocations_slot_name ON resource_allocations (slot_name);

CREATE TABLE vfolder_attachment (
    vfolder uuid NOT NULL,
    kernel  uuid NOT NULL,
    CONSTRAINT pk_vfolder_attachment PRIMARY KEY (vfolder, kernel),
    CONSTRAINT fk_vfolder_attachment_vfolder_vfolders FOREIGN KEY (vfolder)
        REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_attachment_kernel_kernels FOREIGN KEY (kernel)
        REFERENCES kernels (id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE idle_checkers (
    id                           uuid NOT NULL DEFAULT uuid_generate_v7(),
    name                         varchar(128) NOT NULL,
    description                  text,
    checker_type                 varchar(64) NOT NULL GENERATED ALWAYS AS (spec ->> 'type') STORED,
    target_session_types         varchar(64)[] NOT NULL,
    initial_grace_period_seconds integer NOT NULL DEFAULT 0,
    spec                         jsonb NOT NULL,
    created_at                   timestamptz NOT NULL DEFAULT now(),
    updated_at                   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_idle_checkers PRIMARY KEY (id),
    CONSTRAINT ck_idle_checkers_initial_grace_period_seconds_non_negative
        CHECK (initial_grace_period_seconds >= 0)
);

CREATE TABLE idle_checker_bindings (
    id              uuid NOT NULL DEFAULT uuid_generate_v7(),
    scope_type      varchar(64) NOT NULL,
    scope_id        uuid NOT NULL,
    idle_checker_id uuid NOT NULL,
    enabled         boolean NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_idle_checker_bindings PRIMARY KEY (id),
    CONSTRAINT uq_idle_checker_bindings_checker_scope
        UNIQUE (idle_checker_id, scope_type, scope_id),
    CONSTRAINT fk_idle_checker_bindings_idle_checker_id FOREIGN KEY (idle_checker_id)
        REFERENCES idle_checkers (id) ON DELETE CASCADE
);
CREATE INDEX ix_idle_checker_bindings_scope ON idle_checker_bindings (scope_type, scope_id);

CREATE TABLE session_idle_checks (
    session_id            uuid NOT NULL,
    idle_checker_id       uuid NOT NULL,
    expire_at             timestamptz,
    last_status           varchar(64) NOT NULL,
    last_message          text NOT NULL,
    is_manual             boolean NOT NULL DEFAULT false,
    manually_triggered_by uuid,
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_session_idle_checks PRIMARY KEY (session_id, idle_checker_id),
    CONSTRAINT ck_session_idle_checks_manual_trigger
        CHECK (manually_triggered_by IS NULL OR is_manual),
    CONSTRAINT fk_session_idle_checks_session_id FOREIGN KEY (session_id)
        REFERENCES sessions (id) ON DELETE CASCADE,
    CONSTRAINT fk_session_idle_checks_idle_checker_id FOREIGN KEY (idle_checker_id)
        REFERENCES idle_checkers (id) ON DELETE CASCADE,
    CONSTRAINT fk_session_idle_checks_manually_triggered_by FOREIGN KEY (manually_triggered_by)
        REFERENCES users (uuid) ON DELETE SET NULL
);
CREATE INDEX ix_session_idle_checks_expire_at_not_null ON session_idle_checks (expire_at)
    WHERE expire_at IS NOT NULL;

CREATE TABLE session_scheduling_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    session_id  uuid NOT NULL,
    phase       varchar(64) NOT NULL,
    from_status varchar(64),
    to_status   varchar(64),
    result      varchar(32) NOT NULL,
    error_code  varchar(128),
    message     text NOT NULL,
    sub_steps   jsonb NOT NULL DEFAULT '[]',
    attempts    integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT pk_session_scheduling_history PRIMARY KEY (id)
);
CREATE INDEX ix_session_scheduling_history_session_id ON session_scheduling_history (session_id);

CREATE TABLE kernel_scheduling_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    kernel_id   uuid NOT NULL,
    session_id  uuid NOT NULL,
    phase       varchar(64) NOT NULL,
    from_status varchar(64),
    to_status   varchar(64),
    result      varchar(32) NOT NULL,
    error_code  varchar(128),
    message     text NOT NULL,
    attempts    integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT pk_kernel_scheduling_history PRIMARY KEY (id)
);
CREATE INDEX ix_kernel_scheduling_history_kernel_id ON kernel_scheduling_history (kernel_id);
CREATE INDEX ix_kernel_scheduling_history_session_id ON kernel_scheduling_history (session_id);

-- Model serving

CREATE TABLE runtime_variants (
    id                         uuid NOT NULL DEFAULT uuid_generate_v7(),
    name                       varchar(128) NOT NULL,
    description                text,
    reads_vfolder_config_files boolean NOT NULL DEFAULT false,
    default_model_definition   jsonb NOT NULL,
    created_at                 timestamptz NOT NULL DEFAULT now(),
    updated_at                 timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_runtime_variants PRIMARY KEY (id),
    CONSTRAINT uq_runtime_variants_name UNIQUE (name)
);

CREATE TABLE runtime_variant_presets (
    id                       uuid NOT NULL DEFAULT uuid_generate_v7(),
    runtime_variant          uuid NOT NULL,
    name                     varchar(256) NOT NULL,
    description              text,
    rank                     integer NOT NULL,
    preset_target            varchar(16) NOT NULL,
    value_type               varchar(16) NOT NULL,
    default_value            varchar(512),
    key                      varchar(256) NOT NULL,
    required                 boolean NOT NULL DEFAULT false,
    added_version            text,
    deprecated_version       text,
    added_version_major      integer GENERATED ALWAYS AS (
        CASE WHEN added_version ~ '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}' THEN (
            string_to_array(
                substring(added_version, '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}'), '.'
            )::integer[] || ARRAY[0, 0, 0]
        )[1] END
    ) STORED,
    added_version_minor      integer GENERATED ALWAYS AS (
        CASE WHEN added_version ~ '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}' THEN (
            string_to_array(
                substring(added_version, '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}'), '.'
            )::integer[] || ARRAY[0, 0, 0]
        )[2] END
    ) STORED,
    added_version_patch      integer GENERATED ALWAYS AS (
        CASE WHEN added_version ~ '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}' THEN (
            string_to_array(
                substring(added_version, '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}'), '.'
            )::integer[] || ARRAY[0, 0, 0]
        )[3] END
    ) STORED,
    deprecated_version_major integer GENERATED ALWAYS AS (
        CASE WHEN deprecated_version ~ '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}' THEN (
            string_to_array(
                substring(deprecated_version, '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}'), '.'
            )::integer[] || ARRAY[0, 0, 0]
        )[1] END
    ) STORED,
    deprecated_version_minor integer GENERATED ALWAYS AS (
        CASE WHEN deprecated_version ~ '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}' THEN (
            string_to_array(
                substring(deprecated_version, '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}'), '.'
            )::integer[] || ARRAY[0, 0, 0]
        )[2] END
    ) STORED,
    deprecated_version_patch integer GENERATED ALWAYS AS (
        CASE WHEN deprecated_version ~ '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}' THEN (
            string_to_array(
                substring(deprecated_version, '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}'), '.'
            )::integer[] || ARRAY[0, 0, 0]
        )[3] END
    ) STORED,
    category                 varchar(64),
    display_name             varchar(256),
    ui_option                jsonb,
    created_at               timestamptz NOT NULL DEFAULT now(),
    updated_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_runtime_variant_presets PRIMARY KEY (id),
    CONSTRAINT uq_runtime_variant_presets_variant_name UNIQUE (runtime_variant, name)
);
CREATE INDEX ix_runtime_variant_presets_variant_rank ON runtime_variant_presets
    (runtime_variant, rank);

CREATE TABLE deployment_revision_presets (
    id                       uuid NOT NULL DEFAULT uuid_generate_v7(),
    runtime_variant          uuid NOT NULL,
    name                     varchar(256) NOT NULL,
    description              text,
    rank                     integer NOT NULL,
    image_id                 uuid NOT NULL,
    model_definition         jsonb,
    resource_opts            jsonb NOT NULL DEFAULT '[]',
    cluster_mode             varchar(16) NOT NULL DEFAULT 'single-node',
    cluster_size             integer NOT NULL DEFAULT 1,
    startup_command          text,
    bootstrap_script         text,
    environ                  jsonb NOT NULL DEFAULT '{}',
    preset_values            jsonb NOT NULL DEFAULT '[]',
    open_to_public           boolean,
    replica_count            integer NOT NULL DEFAULT 1,
    revision_history_limit   integer,
    deployment_strategy      varchar(64) NOT NULL DEFAULT 'ROLLING',
    deployment_strategy_spec jsonb NOT NULL DEFAULT '{}',
    created_at               timestamptz NOT NULL DEFAULT now(),
    updated_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_revision_presets PRIMARY KEY (id),
    CONSTRAINT uq_deployment_revision_presets_variant_name UNIQUE (runtime_variant, name)
);
CREATE INDEX ix_deployment_revision_presets_variant_rank ON deployment_revision_presets
    (runtime_variant, rank);

CREATE TABLE preset_resource_slots (
    id        uuid NOT NULL DEFAULT uuid_generate_v7(),
    preset_id uuid NOT NULL,
    slot_name varchar(64) NOT NULL,
    quantity  numeric(24,6) NOT NULL,
    CONSTRAINT pk_preset_resource_slots PRIMARY KEY (preset_id, slot_name),
    CONSTRAINT uq_preset_resource_slots_id UNIQUE (id),
    CONSTRAINT fk_preset_resource_slots_preset_id_drp FOREIGN KEY (preset_id)
        REFERENCES deployment_revision_presets (id) ON DELETE CASCADE,
    CONSTRAINT fk_preset_resource_slots_slot_name_resource_slot_types FOREIGN KEY (slot_name)
        REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_preset_resource_slots_slot_name ON preset_resource_slots (slot_name);

CREATE TABLE prometheus_query_preset_categories (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    name        varchar(128) NOT NULL,
    description text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_prometheus_query_preset_categories PRIMARY KEY (id),
    CONSTRAINT uq_prometheus_query_preset_categories_name UNIQUE (name)
);

CREATE TABLE prometheus_query_presets (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    name           varchar(256) NOT NULL,
    metric_name    varchar(256) NOT NULL,
    query_template text NOT NULL,
    time_window    varchar(32),
    description    text,
    rank           integer NOT NULL DEFAULT 0,
    category_id    uuid,
    options        jsonb NOT NULL DEFAULT '{"group_labels": [], "filter_labels": []}',
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_prometheus_query_presets PRIMARY KEY (id),
    CONSTRAINT fk_prometheus_query_presets_category_id_prometheus_quer_8a51
        FOREIGN KEY (category_id)
        REFERENCES prometheus_query_preset_categories (id) ON DELETE SET NULL
);

CREATE TABLE endpoints (
    id                       uuid NOT NULL DEFAULT uuid_generate_v7(),
    name                     varchar(512) NOT NULL,
    created_user             uuid NOT NULL,
    session_owner            uuid NOT NULL,
    replicas                 integer NOT NULL DEFAULT 0,
    desired_replicas         integer,
    domain                   varchar(64) NOT NULL,
    project                  uuid NOT NULL,
    resource_group           varchar NOT NULL,
    lifecycle_stage          varchar(64) NOT NULL,
    scaling_state            varchar(64) NOT NULL DEFAULT 'stable',
    tag                      varchar(64),
    open_to_public           boolean,
    url                      varchar(1024),
    retries                  integer NOT NULL DEFAULT 0,
    created_at               timestamptz NOT NULL DEFAULT now(),
    destroyed_at             timestamptz,
    primary_replica_group_id uuid,
    target_replica_group_id  uuid,
    deploying_revision_id    uuid,
    sub_step                 varchar(64),
    revision_history_limit   integer NOT NULL DEFAULT 10,
    options                  jsonb NOT NULL,
    CONSTRAINT pk_endpoints PRIMARY KEY (id),
    CONSTRAINT fk_endpoints_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_resource_group_scaling_groups FOREIGN KEY (resource_group)
        REFERENCES scaling_groups (name) ON DELETE RESTRICT
);
CREATE INDEX ix_endpoints_resource_group ON endpoints (resource_group);
CREATE INDEX ix_endpoints_lifecycle_sub_step ON endpoints (lifecycle_stage, sub_step);

CREATE TABLE endpoint_tokens (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    token         varchar NOT NULL,
    endpoint      uuid NOT NULL,
    session_owner uuid NOT NULL,
    domain        varchar(64) NOT NULL,
    project       uuid NOT NULL,
    expires_at    timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_endpoint_tokens PRIMARY KEY (id),
    CONSTRAINT fk_endpoint_tokens_endpoint_endpoints FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE CASCADE,
    CONSTRAINT fk_endpoint_tokens_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE CASCADE,
    CONSTRAINT fk_endpoint_tokens_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE CASCADE
);

CREATE TABLE endpoint_auto_scaling_rules (
    id                         uuid NOT NULL DEFAULT uuid_generate_v7(),
    metric_source              varchar(64) NOT NULL,
    metric_name                text NOT NULL,
    min_threshold              varchar,
    max_threshold              varchar,
    step_size                  integer NOT NULL,
    cooldown_seconds           integer NOT NULL,
    min_replicas               integer,
    max_replicas               integer,
    prometheus_query_preset_id uuid,
    created_at                 timestamptz NOT NULL DEFAULT now(),
    last_triggered_at          timestamptz,
    endpoint                   uuid NOT NULL,
    CONSTRAINT pk_endpoint_auto_scaling_rules PRIMARY KEY (id),
    CONSTRAINT fk_endpoint_auto_scaling_rules_prometheus_query_preset__dc1c
        FOREIGN KEY (prometheus_query_preset_id)
        REFERENCES prometheus_query_presets (id) ON DELETE SET NULL,
    CONSTRAINT fk_endpoint_auto_scaling_rules_endpoint_endpoints FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE CASCADE
);

CREATE TABLE deployment_policies (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    endpoint      uuid NOT NULL,
    strategy      varchar(64) NOT NULL,
    strategy_spec jsonb NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_policies PRIMARY KEY (id),
    CONSTRAINT uq_deployment_policies_endpoint UNIQUE (endpoint),
    CONSTRAINT fk_deployment_policies_endpoint FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE CASCADE
);
CREATE INDEX ix_deployment_policies_endpoint ON deployment_policies (endpoint);

CREATE TABLE deployment_auto_scaling_policies (
    id                   uuid NOT NULL DEFAULT uuid_generate_v7(),
    endpoint             uuid NOT NULL,
    min_replicas         integer NOT NULL DEFAULT 1,
    max_replicas         integer NOT NULL DEFAULT 10,
    metric_source        varchar(64),
    metric_name          text,
    comparator           varchar(64),
    scale_up_threshold   varchar,
    scale_down_threshold varchar,
    scale_up_step_size   integer NOT NULL DEFAULT 1,
    scale_down_step_size integer NOT NULL DEFAULT 1,
    cooldown_seconds     integer NOT NULL DEFAULT 300,
    last_scaled_at       timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_auto_scaling_policies PRIMARY KEY (id),
    CONSTRAINT uq_deployment_auto_scaling_policies_endpoint UNIQUE (endpoint)
);
CREATE INDEX ix_deployment_auto_scaling_policies_endpoint ON deployment_auto_scaling_policies
    (endpoint);

CREATE TABLE deployment_revisions (
    id                       uuid NOT NULL DEFAULT uuid_generate_v7(),
    endpoint                 uuid NOT NULL,
    revision_number          integer NOT NULL,
    image                    uuid,
    model                    uuid,
    model_mount_destination  varchar(1024) NOT NULL DEFAULT '/models',
    vfolder_subpath          varchar(1024),
    model_definition_path    varchar(128),
    model_definition         jsonb,
    model_mount_perm         varchar(64) NOT NULL DEFAULT 'ro',
    resource_group           varchar(64) NOT NULL,
    resource_opts            jsonb NOT NULL DEFAULT '{}',
    cluster_mode             varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size             integer NOT NULL DEFAULT 1,
    startup_command          text,
    bootstrap_script         varchar(16384),
    environ                  jsonb NOT NULL DEFAULT '{}',
    callback_url             text,
    runtime_variant_id       uuid NOT NULL,
    termination_grace_period double precision NOT NULL DEFAULT '30',
    extra_mounts             jsonb NOT NULL DEFAULT '[]',
    preset_values            jsonb NOT NULL DEFAULT '[]',
    revision_preset_id       uuid,
    created_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_revisions PRIMARY KEY (id),
    CONSTRAINT uq_deployment_revisions_endpoint_revision_number UNIQUE (endpoint, revision_number),
    CONSTRAINT fk_deployment_revisions_endpoint_endpoints FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE CASCADE,
    CONSTRAINT fk_deployment_revisions_image_images FOREIGN KEY (image)
        REFERENCES images (id) ON DELETE SET NULL,
    CONSTRAINT fk_deployment_revisions_model_vfolders FOREIGN KEY (model)
        REFERENCES vfolders (id) ON DELETE SET NULL,
    CONSTRAINT fk_deployment_revisions_runtime_variant_id_runtime_variants
        FOREIGN KEY (runtime_variant_id) REFERENCES runtime_variants (id) ON DELETE RESTRICT,
    CONSTRAINT fk_deployment_revisions_revision_preset_id_deployment_r_ba4c
        FOREIGN KEY (revision_preset_id)
        REFERENCES deployment_revision_presets (id) ON DELETE SET NULL
);
CREATE INDEX ix_deployment_revisions_endpoint ON deployment_revisions (endpoint);

CREATE TABLE deployment_revision_resource_slots (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    revision_id uuid NOT NULL,
    slot_name   varchar(64) NOT NULL,
    quantity    numeric(24,6) NOT NULL,
    CONSTRAINT pk_deployment_revision_resource_slots PRIMARY KEY (revision_id, slot_name),
    CONSTRAINT uq_deployment_revision_resource_slots_id UNIQUE (id),
    CONSTRAINT fk_dr_resource_slots_revision_id_deployment_revisions FOREIGN KEY (revision_id)
        REFERENCES deployment_revisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_dr_resource_slots_slot_name_resource_slot_types FOREIGN KEY (slot_name)
        REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_dr_resource_slots_slot_name ON deployment_revision_resource_slots (slot_name);

CREATE TABLE replica_groups (
    id                            uuid NOT NULL DEFAULT uuid_generate_v7(),
    deployment_id                 uuid NOT NULL,
    current_revision_id           uuid,
    target_revision_id            uuid,
    desired_current_replica_count integer NOT NULL DEFAULT 0,
    desired_target_replica_count  integer NOT NULL DEFAULT 0,
    traffic_weight                integer NOT NULL DEFAULT 100,
    session_group_id              uuid NOT NULL,
    lifecycle                     varchar(64) NOT NULL DEFAULT 'stable',
    scaling_status                varchar(64) NOT NULL DEFAULT 'stable',
    rollout                       jsonb NOT NULL,
    created_at                    timestamptz NOT NULL DEFAULT now(),
    updated_at                    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_replica_groups PRIMARY KEY (id),
    CONSTRAINT fk_replica_groups_deployment_id_endpoints FOREIGN KEY (deployment_id)
        REFERENCES endpoints (id) ON DELETE CASCADE,
    CONSTRAINT fk_replica_groups_session_group_id_session_groups FOREIGN KEY (session_group_id)
        REFERENCES session_groups (id)
);
CREATE INDEX ix_replica_groups_deployment_id ON replica_groups (deployment_id);

CREATE TABLE routings (
    id                       uuid NOT NULL DEFAULT uuid_generate_v7(),
    endpoint                 uuid NOT NULL,
    session                  uuid,
    session_owner            uuid NOT NULL,
    domain                   varchar(64) NOT NULL,
    project                  uuid NOT NULL,
    status                   varchar(64) NOT NULL,
    health_status            varchar(64) NOT NULL DEFAULT 'not_checked',
    weight                   integer,
    traffic_ratio            double precision NOT NULL,
    created_at               timestamptz NOT NULL DEFAULT now(),
    error_data               jsonb,
    replica_host             varchar(256),
    replica_port             integer,
    health_check             jsonb,
    termination_grace_period double precision NOT NULL DEFAULT '30',
    revision                 uuid NOT NULL,
    replica_group_id         uuid,
    traffic_status           varchar(64) NOT NULL DEFAULT 'inactive',
    sub_status               varchar(64) DEFAULT 'pending',
    updated_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_routings PRIMARY KEY (id),
    CONSTRAINT uq_routings_endpoint_session UNIQUE (endpoint, session),
    CONSTRAINT fk_routings_endpoint_endpoints FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE CASCADE,
    CONSTRAINT fk_routings_session_sessions FOREIGN KEY (session)
        REFERENCES sessions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_routings_session_owner_users FOREIGN KEY (session_owner)
        REFERENCES users (uuid) ON DELETE RESTRICT,
    CONSTRAINT fk_routings_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE RESTRICT,
    CONSTRAINT fk_routings_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE RESTRICT,
    CONSTRAINT fk_routings_replica_group_id_replica_groups FOREIGN KEY (replica_group_id)
        REFERENCES replica_groups (id) ON DELETE SET NULL
);
CREATE INDEX ix_routings_replica_group_id ON routings (replica_group_id);

ALTER TABLE sessions ADD CONSTRAINT fk_sessions_replica_id_routings FOREIGN KEY (replica_id)
    REFERENCES routings (id) ON DELETE SET NULL;

CREATE TABLE deployment_history (
    id               uuid NOT NULL DEFAULT uuid_generate_v7(),
    deployment_id    uuid NOT NULL,
    handler_category varchar(64) NOT NULL DEFAULT 'lifecycle',
    phase            varchar(64) NOT NULL,
    from_status      varchar(64),
    to_status        varchar(64),
    result           varchar(32) NOT NULL,
    error_code       varchar(128),
    message          text NOT NULL,
    sub_steps        jsonb NOT NULL DEFAULT '[]',
    attempts         integer NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT pk_deployment_history PRIMARY KEY (id)
);
CREATE INDEX ix_deployment_history_deployment_id ON deployment_history (deployment_id);

CREATE TABLE replica_group_history (
    replica_group_id uuid NOT NULL,
    deployment_id    uuid NOT NULL,
    category         varchar(64) NOT NULL DEFAULT 'lifecycle',
    id               uuid NOT NULL DEFAULT uuid_generate_v7(),
    phase            varchar(64) NOT NULL,
    from_status      varchar(64),
    to_status        varchar(64),
    result           varchar(32) NOT NULL,
    error_code       varchar(128),
    message          text NOT NULL,
    sub_steps        jsonb NOT NULL DEFAULT '[]',
    attempts         integer NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT pk_replica_group_history PRIMARY KEY (id)
);
CREATE INDEX ix_replica_group_history_replica_group_id ON replica_group_history (replica_group_id);
CREATE INDEX ix_replica_group_history_deployment_id ON replica_group_history (deployment_id);

CREATE TABLE route_history (
    id              uuid NOT NULL DEFAULT uuid_generate_v7(),
    route_id        uuid NOT NULL,
    deployment_id   uuid NOT NULL,
    category        varchar(64) NOT NULL DEFAULT 'lifecycle',
    phase           varchar(64) NOT NULL,
    from_status     varchar(64),
    to_status       varchar(64),
    from_sub_status varchar(64),
    to_sub_status   varchar(64),
    result          varchar(32) NOT NULL,
    error_code      varchar(128),
    message         text NOT NULL,
    sub_steps       jsonb NOT NULL DEFAULT '[]',
    attempts        integer NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT pk_route_history PRIMARY KEY (id)
);
CREATE INDEX ix_route_history_route_id ON route_history (route_id);
CREATE INDEX ix_route_history_deployment_id ON route_history (deployment_id);

CREATE TABLE model_cards (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    name          varchar(512) NOT NULL,
    vfolder       uuid NOT NULL,
    domain        varchar(64) NOT NULL,
    project       uuid NOT NULL,
    creator       uuid NOT NULL,
    author        varchar(256),
    title         varchar(512),
    model_version varchar(64),
    description   text,
    task          varchar(128),
    category      varchar(128),
    architecture  varchar(128),
    framework     varchar[] NOT NULL DEFAULT '{}',
    label         varchar[] NOT NULL DEFAULT '{}',
    license       varchar(128),
    readme        text,
    access_level  varchar(32) NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_model_cards PRIMARY KEY (id),
    CONSTRAINT uq_model_cards_name_domain_project UNIQUE (name, domain, project),
    CONSTRAINT fk_model_cards_vfolder_vfolders FOREIGN KEY (vfolder)
        REFERENCES vfolders (id) ON DELETE RESTRICT,
    CONSTRAINT fk_model_cards_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE RESTRICT,
    CONSTRAINT fk_model_cards_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE RESTRICT,
    CONSTRAINT fk_model_cards_creator_users FOREIGN KEY (creator)
        REFERENCES users (uuid) ON DELETE RESTRICT
);

CREATE TABLE model_card_resource_requirements (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    model_card_id uuid NOT NULL,
    slot_name     varchar(64) NOT NULL,
    min_quantity  numeric(24,6) NOT NULL,
    CONSTRAINT pk_model_card_resource_requirements PRIMARY KEY (model_card_id, slot_name),
    CONSTRAINT uq_model_card_resource_requirements_id UNIQUE (id),
    CONSTRAINT fk_mc_resource_req_model_card_id_model_cards FOREIGN KEY (model_card_id)
        REFERENCES model_cards (id) ON DELETE CASCADE,
    CONSTRAINT fk_mc_resource_req_slot_name_resource_slot_types FOREIGN KEY (slot_name)
        REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_mc_resource_req_slot_name ON model_card_resource_requirements (slot_name);

-- Storages, artifacts and their registries

CREATE TABLE object_storages (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    name       varchar NOT NULL,
    host       varchar NOT NULL,
    access_key varchar NOT NULL,
    secret_key varchar NOT NULL,
    endpoint   varchar NOT NULL,
    region     varchar,
    CONSTRAINT pk_object_storages PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_object_storages_name ON object_storages (name);
CREATE INDEX ix_object_storages_host ON object_storages (host);

CREATE TABLE vfs_storages (
    id        uuid NOT NULL DEFAULT uuid_generate_v7(),
    name      varchar NOT NULL,
    host      varchar NOT NULL,
    base_path varchar NOT NULL,
    CONSTRAINT pk_vfs_storages PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_vfs_storages_name ON vfs_storages (name);

CREATE TABLE storage_namespace (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    storage_id uuid NOT NULL,
    namespace  varchar NOT NULL,
    CONSTRAINT pk_storage_namespace PRIMARY KEY (id),
    CONSTRAINT uq_storage_id_namespace UNIQUE (storage_id, namespace)
);

CREATE TABLE huggingface_registries (
    id    uuid NOT NULL DEFAULT uuid_generate_v7(),
    url   varchar NOT NULL,
    token varchar,
    CONSTRAINT pk_huggingface_registries PRIMARY KEY (id)
);

CREATE TABLE reservoir_registries (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    endpoint    varchar NOT NULL,
    access_key  varchar NOT NULL,
    secret_key  varchar NOT NULL,
    api_version varchar NOT NULL,
    CONSTRAINT pk_reservoir_registries PRIMARY KEY (id)
);

CREATE TABLE artifact_registries (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    name        varchar NOT NULL,
    registry_id uuid NOT NULL,
    type        varchar NOT NULL,
    CONSTRAINT pk_artifact_registries PRIMARY KEY (id),
    CONSTRAINT uq_artifact_registries_name UNIQUE (name),
    CONSTRAINT uq_artifact_registries_registry_id UNIQUE (registry_id)
);

CREATE TABLE artifacts (
    id                   uuid NOT NULL DEFAULT uuid_generate_v7(),
    type                 artifacttype NOT NULL,
    name                 varchar NOT NULL,
    registry_id          uuid NOT NULL,
    registry_type        varchar NOT NULL,
    source_registry_id   uuid NOT NULL,
    source_registry_type varchar NOT NULL,
    description          varchar,
    readonly             boolean NOT NULL,
    extra                json,
    scanned_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    availability         varchar NOT NULL DEFAULT 'ALIVE',
    CONSTRAINT pk_artifacts PRIMARY KEY (id)
);
CREATE INDEX ix_artifacts_type ON artifacts (type);
CREATE INDEX ix_artifacts_name ON artifacts (name);
CREATE INDEX ix_artifacts_registry_id ON artifacts (registry_id);
CREATE INDEX ix_artifacts_registry_type ON artifacts (registry_type);
CREATE INDEX ix_artifacts_source_registry_id ON artifacts (source_registry_id);
CREATE INDEX ix_artifacts_source_registry_type ON artifacts (source_registry_type);
CREATE INDEX ix_artifacts_availability ON artifacts (availability);

CREATE TABLE artifact_revisions (
    id                  uuid NOT NULL DEFAULT uuid_generate_v7(),
    artifact_id         uuid NOT NULL,
    version             varchar NOT NULL,
    readme              text,
    size                bigint,
    digest              varchar,
    status              varchar NOT NULL,
    remote_status       varchar,
    created_at          timestamptz,
    updated_at          timestamptz,
    verification_result json,
    CONSTRAINT pk_artifact_revisions PRIMARY KEY (id),
    CONSTRAINT uq_artifact_id_version UNIQUE (artifact_id, version)
);
CREATE INDEX ix_artifact_revisions_artifact_id ON artifact_revisions (artifact_id);
CREATE INDEX ix_artifact_revisions_status ON artifact_revisions (status);
CREATE INDEX ix_artifact_revisions_remote_status ON artifact_revisions (remote_status);
CREATE INDEX ix_artifact_revisions_created_at ON artifact_revisions (created_at);
CREATE INDEX ix_artifact_revisions_updated_at ON artifact_revisions (updated_at);

CREATE TABLE association_artifacts_storages (
    id                   uuid NOT NULL DEFAULT uuid_generate_v7(),
    artifact_revision_id uuid NOT NULL,
    storage_namespace_id uuid NOT NULL,
    storage_type         varchar NOT NULL,
    CONSTRAINT pk_association_artifacts_storages PRIMARY KEY (id),
    CONSTRAINT uq_artifact_revision_id UNIQUE (artifact_revision_id)
);

-- Usage and fair share

CREATE TABLE kernel_usage_records (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    kernel_id         uuid NOT NULL,
    session_id        uuid NOT NULL,
    user_uuid         uuid NOT NULL,
    project_id        uuid NOT NULL,
    domain_name       varchar(64) NOT NULL,
    resource_group    varchar(64) NOT NULL,
    resource_group_id uuid NOT NULL,
    period_start      timestamptz NOT NULL,
    period_end        timestamptz NOT NULL,
    resource_usage    jsonb NOT NULL,
    CONSTRAINT pk_kernel_usage_records PRIMARY KEY (id)
);
CREATE INDEX ix_kernel_usage_records_kernel_id ON kernel_usage_records (kernel_id);
CREATE INDEX ix_kernel_usage_records_user_uuid ON kernel_usage_records (user_uuid);
CREATE INDEX ix_kernel_usage_user_period ON kernel_usage_records (user_uuid, period_start);
CREATE INDEX ix_kernel_usage_records_project_id ON kernel_usage_records (project_id);
CREATE INDEX ix_kernel_usage_records_domain_name ON kernel_usage_records (domain_name);
CREATE INDEX ix_kernel_usage_records_resource_group ON kernel_usage_records (resource_group);
CREATE INDEX ix_kernel_usage_rg_period ON kernel_usage_records (resource_group, period_start);
CREATE INDEX ix_kernel_usage_rg_id_period ON kernel_usage_records (resource_group_id, period_start);

CREATE TABLE usage_bucket_entries (
    bucket_id      uuid NOT NULL,
    bucket_type    varchar(16) NOT NULL,
    slot_name      varchar(64) NOT NULL,
    resource_usage numeric NOT NULL,
    capacity       numeric(24,6) NOT NULL,
    CONSTRAINT pk_usage_bucket_entries PRIMARY KEY (bucket_id, slot_name)
);
CREATE INDEX ix_usage_bucket_entries_bucket_type ON usage_bucket_entries (bucket_type);
CREATE INDEX ix_usage_bucket_entries_slot ON usage_bucket_entries (slot_name);

CREATE TABLE domain_usage_buckets (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    domain_name       varchar(64) NOT NULL,
    resource_group    varchar(64) NOT NULL,
    resource_group_id uuid NOT NULL,
    period_start      date NOT NULL,
    period_end        date NOT NULL,
    decay_unit_days   integer NOT NULL,
    resource_usage    jsonb NOT NULL,
    capacity_snapshot jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_domain_usage_buckets PRIMARY KEY (id),
    CONSTRAINT uq_domain_usage_bucket_rg_id UNIQUE (domain_name, resource_group_id, period_start)
);
CREATE INDEX ix_domain_usage_buckets_domain_name ON domain_usage_buckets (domain_name);
CREATE INDEX ix_domain_usage_bucket_lookup ON domain_usage_buckets
    (domain_name, resource_group, period_start);

CREATE TABLE project_usage_buckets (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    project_id        uuid NOT NULL,
    domain_name       varchar(64) NOT NULL,
    resource_group    varchar(64) NOT NULL,
    resource_group_id uuid NOT NULL,
    period_start      date NOT NULL,
    period_end        date NOT NULL,
    decay_unit_days   integer NOT NULL,
    resource_usage    jsonb NOT NULL,
    capacity_snapshot jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_project_usage_buckets PRIMARY KEY (id),
    CONSTRAINT uq_project_usage_bucket_rg_id UNIQUE (project_id, resource_group_id, period_start)
);
CREATE INDEX ix_project_usage_buckets_project_id ON project_usage_buckets (project_id);
CREATE INDEX ix_project_usage_bucket_lookup ON project_usage_buckets
    (project_id, resource_group, period_start);
CREATE INDEX ix_project_usage_buckets_domain_name ON project_usage_buckets (domain_name);

CREATE TABLE user_usage_buckets (
    id                uuid NOT NULL DEFAULT uuid_generate_v7(),
    user_uuid         uuid NOT NULL,
    project_id        uuid NOT NULL,
    domain_name       varchar(64) NOT NULL,
    resource_group    varchar(64) NOT NULL,
    resource_group_id uuid NOT NULL,
    period_start      date NOT NULL,
    period_end        date NOT NULL,
    decay_unit_days   integer NOT NULL,
    resource_usage    jsonb NOT NULL,
    capacity_snapshot jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_user_usage_buckets PRIMARY KEY (id),
    CONSTRAINT uq_user_usage_bucket_rg_id
        UNIQUE (user_uuid, project_id, resource_group_id, period_start)
);
CREATE INDEX ix_user_usage_buckets_user_uuid ON user_usage_buckets (user_uuid);
CREATE INDEX ix_user_usage_bucket_lookup ON user_usage_buckets
    (user_uuid, project_id, resource_group, period_start);
CREATE INDEX ix_user_usage_buckets_project_id ON user_usage_buckets (project_id);
CREATE INDEX ix_user_usage_buckets_domain_name ON user_usage_buckets (domain_name);

CREATE TABLE domain_fair_shares (
    id                  uuid NOT NULL DEFAULT uuid_generate_v7(),
    resource_group      varchar(64) NOT NULL,
    resource_group_id   uuid NOT NULL,
    domain_name         varchar(64) NOT NULL,
    weight              numeric(10,4),
    fair_share_factor   numeric(8,6) NOT NULL,
    total_decayed_usage jsonb NOT NULL,
    resource_weights    jsonb NOT NULL,
    normalized_usage    numeric(8,6) NOT NULL,
    last_calculated_at  timestamptz NOT NULL DEFAULT now(),
    lookback_start      date NOT NULL DEFAULT CURRENT_DATE,
    lookback_end        date NOT NULL DEFAULT CURRENT_DATE,
    half_life_days      integer NOT NULL,
    lookback_days       integer NOT NULL,
    decay_unit_days     integer NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_domain_fair_shares PRIMARY KEY (id),
    CONSTRAINT uq_domain_fair_share_rg_id UNIQUE (resource_group_id, domain_name)
);
CREATE INDEX ix_domain_fair_shares_resource_group ON domain_fair_shares (resource_group);
CREATE INDEX ix_domain_fair_share_lookup ON domain_fair_shares (resource_group, domain_name);
CREATE INDEX ix_domain_fair_shares_domain_name ON domain_fair_shares (domain_name);

CREATE TABLE project_fair_shares (
    id                  uuid NOT NULL DEFAULT uuid_generate_v7(),
    resource_group      varchar(64) NOT NULL,
    resource_group_id   uuid NOT NULL,
    project_id          uuid NOT NULL,
    domain_name         varchar(64) NOT NULL,
    weight              numeric(10,4),
    fair_share_factor   numeric(8,6) NOT NULL,
    total_decayed_usage jsonb NOT NULL,
    resource_weights    jsonb NOT NULL,
    normalized_usage    numeric(8,6) NOT NULL,
    last_calculated_at  timestamptz NOT NULL DEFAULT now(),
    lookback_start      date NOT NULL DEFAULT CURRENT_DATE,
    lookback_end        date NOT NULL DEFAULT CURRENT_DATE,
    half_life_days      integer NOT NULL,
    lookback_days       integer NOT NULL,
    decay_unit_days     integer NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_project_fair_shares PRIMARY KEY (id),
    CONSTRAINT uq_project_fair_share_rg_id UNIQUE (resource_group_id, project_id)
);
CREATE INDEX ix_project_fair_shares_resource_group ON project_fair_shares (resource_group);
CREATE INDEX ix_project_fair_share_lookup ON project_fair_shares (resource_group, project_id);
CREATE INDEX ix_project_fair_shares_project_id ON project_fair_shares (project_id);
CREATE INDEX ix_project_fair_shares_domain_name ON project_fair_shares (domain_name);

CREATE TABLE user_fair_shares (
    id                  uuid NOT NULL DEFAULT uuid_generate_v7(),
    resource_group      varchar(64) NOT NULL,
    resource_group_id   uuid NOT NULL,
    user_uuid           uuid NOT NULL,
    project_id          uuid NOT NULL,
    domain_name         varchar(64) NOT NULL,
    weight              numeric(10,4),
    fair_share_factor   numeric(8,6) NOT NULL,
    scheduling_rank     integer,
    total_decayed_usage jsonb NOT NULL,
    resource_weights    jsonb NOT NULL,
    normalized_usage    numeric(8,6) NOT NULL,
    last_calculated_at  timestamptz NOT NULL DEFAULT now(),
    lookback_start      date NOT NULL DEFAULT CURRENT_DATE,
    lookback_end        date NOT NULL DEFAULT CURRENT_DATE,
    half_life_days      integer NOT NULL,
    lookback_days       integer NOT NULL,
    decay_unit_days     integer NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_user_fair_shares PRIMARY KEY (id),
    CONSTRAINT uq_user_fair_share_rg_id UNIQUE (resource_group_id, user_uuid, project_id)
);
CREATE INDEX ix_user_fair_shares_resource_group ON user_fair_shares (resource_group);
CREATE INDEX ix_user_fair_share_lookup ON user_fair_shares (resource_group, user_uuid, project_id);
CREATE INDEX ix_user_fair_shares_user_uuid ON user_fair_shares (user_uuid);
CREATE INDEX ix_user_fair_shares_project_id ON user_fair_shares (project_id);
CREATE INDEX ix_user_fair_shares_domain_name ON user_fair_shares (domain_name);

-- Application configuration

CREATE TABLE app_config_definitions (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    config_name varchar(128) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_config_definitions PRIMARY KEY (id),
    CONSTRAINT uq_app_config_definitions_config_name UNIQUE (config_name)
);

CREATE TABLE app_config_allow_list (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    config_name varchar(128) NOT NULL,
    scope_type  varchar(64) NOT NULL,
    rank        integer NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_config_allow_list PRIMARY KEY (id),
    CONSTRAINT uq_app_config_allow_list_config_name_scope_type UNIQUE (config_name, scope_type),
    CONSTRAINT fk_app_config_allow_list_config_name_app_config_definitions FOREIGN KEY (config_name)
        REFERENCES app_config_definitions (config_name) ON DELETE CASCADE
);

CREATE TABLE app_config_fragments (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    config_name varchar(128) NOT NULL,
    scope_type  varchar(64) NOT NULL,
    scope_id    uuid,
    config      jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_config_fragments PRIMARY KEY (id),
    CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id
        UNIQUE NULLS NOT DISTINCT (config_name, scope_type, scope_id),
    CONSTRAINT ck_app_config_fragments_scope_id_matches_scope_type
        CHECK ((scope_type = 'public') = (scope_id IS NULL)),
    CONSTRAINT fk_app_config_fragments_config_name_scope_type FOREIGN KEY (config_name, scope_type)
        REFERENCES app_config_allow_list (config_name, scope_type) ON DELETE CASCADE
);

-- Logs, notifications and operation

CREATE TABLE audit_logs (
    id           uuid NOT NULL DEFAULT uuid_generate_v7(),
    action_kind  varchar(64),
    entity_type  varchar,
    operation    varchar NOT NULL,
    action_name  varchar NOT NULL,
    entity_id    varchar,
    lookup_kind  varchar,
    lookup_key   varchar,
    created_at   timestamptz NOT NULL DEFAULT now(),
    action_id    uuid NOT NULL,
    request_id   varchar,
    triggered_by varchar,
    acted_as     uuid,
    description  varchar NOT NULL,
    duration     interval,
    client_ip    inet,
    status       varchar(64) NOT NULL,
    CONSTRAINT pk_audit_logs PRIMARY KEY (id)
);
CREATE INDEX ix_audit_logs_entity_type ON audit_logs (entity_type);
CREATE INDEX ix_audit_logs_operation ON audit_logs (operation);
CREATE INDEX ix_audit_logs_action_name ON audit_logs (action_name);
CREATE INDEX ix_audit_logs_entity_id ON audit_logs (entity_id);
CREATE INDEX ix_audit_logs_lookup ON audit_logs (lookup_kind, lookup_key);
CREATE INDEX ix_audit_logs_created_at ON audit_logs (created_at);

CREATE TABLE audit_log_scopes (
    id           uuid NOT NULL DEFAULT uuid_generate_v7(),
    audit_log_id uuid NOT NULL,
    scope_type   varchar NOT NULL,
    scope_id     varchar NOT NULL,
    CONSTRAINT pk_audit_log_scopes PRIMARY KEY (id),
    CONSTRAINT uq_audit_log_scope UNIQUE (audit_log_id, scope_type, scope_id),
    CONSTRAINT fk_audit_log_scopes_audit_log_id_audit_logs FOREIGN KEY (audit_log_id)
        REFERENCES audit_logs (id) ON DELETE CASCADE
);
CREATE INDEX ix_audit_log_scopes_audit_log_id ON audit_log_scopes (audit_log_id);
CREATE INDEX ix_audit_log_scopes_scope ON audit_log_scopes (scope_type, scope_id);

CREATE TABLE error_logs (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    severity       errorlog_severity,
    source         varchar,
    "user"         uuid,
    is_read        boolean,
    is_cleared     boolean,
    message        text,
    context_lang   varchar,
    context_env    jsonb,
    request_url    varchar,
    request_status integer,
    traceback      text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_error_logs PRIMARY KEY (id),
    CONSTRAINT fk_error_logs_user_users FOREIGN KEY ("user") REFERENCES users (uuid)
);
CREATE INDEX ix_error_logs_severity ON error_logs (severity);
CREATE INDEX ix_error_logs_user ON error_logs ("user");
CREATE INDEX ix_error_logs_is_read ON error_logs (is_read);
CREATE INDEX ix_error_logs_is_cleared ON error_logs (is_cleared);
CREATE INDEX ix_error_logs_created_at ON error_logs (created_at);

CREATE TABLE event_logs (
    id           uuid NOT NULL DEFAULT uuid_generate_v7(),
    event_name   varchar NOT NULL,
    event_domain varchar(64) NOT NULL,
    domain_id    varchar,
    created_at   timestamptz NOT NULL DEFAULT now(),
    duration     interval,
    CONSTRAINT pk_event_logs PRIMARY KEY (id)
);
CREATE INDEX ix_event_logs_domain_id ON event_logs (domain_id);
CREATE INDEX ix_event_logs_created_at ON event_logs (created_at);

CREATE TABLE notification_channels (
    id           uuid NOT NULL DEFAULT uuid_generate_v7(),
    name         varchar(256) NOT NULL,
    description  text,
    channel_type varchar(64) NOT NULL,
    config       json NOT NULL,
    enabled      boolean NOT NULL,
    created_by   uuid NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT pk_notification_channels PRIMARY KEY (id)
);
CREATE INDEX ix_notification_channels_enabled ON notification_channels (enabled);

CREATE TABLE notification_rules (
    id               uuid NOT NULL DEFAULT uuid_generate_v7(),
    name             varchar(256) NOT NULL,
    description      text,
    rule_type        varchar(256) NOT NULL,
    channel_id       uuid NOT NULL,
    message_template text NOT NULL,
    enabled          boolean NOT NULL,
    created_by       uuid NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT pk_notification_rules PRIMARY KEY (id)
);
CREATE INDEX ix_notification_rules_rule_type ON notification_rules (rule_type);
CREATE INDEX ix_notification_rules_enabled ON notification_rules (enabled);

CREATE TABLE service_catalog (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    service_group  varchar(64) NOT NULL,
    instance_id    varchar(128) NOT NULL,
    display_name   varchar(256) NOT NULL,
    version        varchar(64) NOT NULL,
    labels         jsonb NOT NULL DEFAULT '{}',
    status         varchar(64) NOT NULL,
    startup_time   timestamptz NOT NULL,
    registered_at  timestamptz NOT NULL DEFAULT now(),
    last_heartbeat timestamptz NOT NULL DEFAULT now(),
    config_hash    varchar(128) NOT NULL DEFAULT '',
    CONSTRAINT pk_service_catalog PRIMARY KEY (id),
    CONSTRAINT uq_service_catalog_service_group_instance_id UNIQUE (service_group, instance_id)
);
CREATE INDEX ix_service_catalog_service_group ON service_catalog (service_group);
CREATE INDEX ix_service_catalog_status ON service_catalog (status);

CREATE TABLE service_catalog_endpoint (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    service_id uuid NOT NULL,
    role       varchar(32) NOT NULL,
    scope      varchar(32) NOT NULL,
    address    varchar(256) NOT NULL,
    port       integer NOT NULL,
    protocol   varchar(16) NOT NULL,
    metadata   jsonb DEFAULT '{}',
    CONSTRAINT pk_service_catalog_endpoint PRIMARY KEY (id),
    CONSTRAINT uq_service_catalog_endpoint_service_id_role_scope UNIQUE (service_id, role, scope),
    CONSTRAINT fk_service_catalog_endpoint_service_id_service_catalog FOREIGN KEY (service_id)
        REFERENCES service_catalog (id) ON DELETE CASCADE
);

CREATE TABLE retention_policies (
    id               uuid NOT NULL DEFAULT uuid_generate_v7(),
    category         varchar(64) NOT NULL,
    retention_period interval NOT NULL,
    enabled          boolean NOT NULL DEFAULT false,
    last_swept_at    timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_retention_policies PRIMARY KEY (id),
    CONSTRAINT uq_retention_policies_category UNIQUE (category)
);
