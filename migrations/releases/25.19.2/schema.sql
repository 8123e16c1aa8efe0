-- Backend.AI 25.19.2: the schema of a fresh database, alembic head d0a3c0716970.

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TYPE agentstatus AS ENUM ('ALIVE', 'LOST', 'RESTARTING', 'TERMINATED');
CREATE TYPE app_config_scope_type AS ENUM ('DOMAIN', 'PROJECT', 'USER');
CREATE TYPE artifacttype AS ENUM ('MODEL', 'PACKAGE', 'IMAGE');
CREATE TYPE defaultforunspecified AS ENUM ('LIMITED', 'UNLIMITED');
CREATE TYPE endpointlifecycle AS ENUM (
    'pending', 'created', 'scaling', 'ready', 'deploying', 'destroying', 'destroyed'
);
CREATE TYPE errorlog_severity AS ENUM ('critical', 'error', 'warning');
CREATE TYPE imagetype AS ENUM ('COMPUTE', 'SYSTEM', 'SERVICE');
CREATE TYPE projecttype AS ENUM ('general', 'model-store');
CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated',
    'failed_to_start'
);
CREATE TYPE routetrafficstatus AS ENUM ('active', 'inactive');
CREATE TYPE sessionresult AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');
CREATE TYPE templatetype AS ENUM ('TASK', 'CLUSTER');
CREATE TYPE userrole AS ENUM ('superadmin', 'admin', 'user', 'monitor');
CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification');
CREATE TYPE vfolderinvitationstate AS ENUM ('pending', 'canceled', 'accepted', 'rejected');
CREATE TYPE vfoldermountpermission AS ENUM ('ro', 'rw', 'wd');
CREATE TYPE vfolderownershiptype AS ENUM ('user', 'group');
CREATE TYPE vfolderusagemode AS ENUM ('general', 'model', 'data');

-- The alembic revision that the database is at

CREATE TABLE alembic_version (
    version_num varchar(32)
);

-- Domains, projects, users and their keypairs

CREATE TABLE domains (
    name                      varchar(64) NOT NULL,
    description               varchar(512),
    is_active                 boolean,
    created_at                timestamptz DEFAULT now(),
    modified_at               timestamptz DEFAULT now(),
    total_resource_slots      jsonb,
    allowed_vfolder_hosts     jsonb NOT NULL,
    allowed_docker_registries varchar[] NOT NULL,
    integration_id            varchar(512),
    dotfiles                  bytea NOT NULL,
    CONSTRAINT pk_domains PRIMARY KEY (name)
);

CREATE TABLE user_resource_policies (
    name                                varchar(256) NOT NULL,
    created_at                          timestamptz DEFAULT now(),
    max_vfolder_count                   integer NOT NULL,
    max_quota_scope_size                bigint NOT NULL,
    max_session_count_per_model_session integer NOT NULL,
    max_customized_image_count          integer NOT NULL,
    CONSTRAINT pk_user_resource_policies PRIMARY KEY (name)
);

CREATE TABLE project_resource_policies (
    name                 varchar(256) NOT NULL,
    created_at           timestamptz DEFAULT now(),
    max_vfolder_count    integer NOT NULL,
    max_quota_scope_size bigint NOT NULL,
    max_network_count    integer NOT NULL,
    CONSTRAINT pk_project_resource_policies PRIMARY KEY (name)
);

CREATE TABLE keypair_resource_policies (
    name                               varchar(256) NOT NULL,
    created_at                         timestamptz DEFAULT now(),
    default_for_unspecified            defaultforunspecified NOT NULL,
    total_resource_slots               jsonb NOT NULL,
    max_session_lifetime               integer NOT NULL DEFAULT 0,
    max_concurrent_sessions            integer NOT NULL,
    max_pending_session_count          integer,
    max_pending_session_resource_slots jsonb,
    max_concurrent_sftp_sessions       integer NOT NULL DEFAULT 1,
    max_containers_per_session         integer NOT NULL,
    idle_timeout                       bigint NOT NULL,
    allowed_vfolder_hosts              jsonb NOT NULL,
    CONSTRAINT pk_keypair_resource_policies PRIMARY KEY (name)
);

CREATE TABLE users (
    uuid                 uuid NOT NULL DEFAULT uuid_generate_v4(),
    username             varchar(64),
    email                varchar(64) NOT NULL,
    password             varchar,
    need_password_change boolean,
    password_changed_at  timestamptz DEFAULT now(),
    full_name            varchar(64),
    description          varchar(500),
    status               userstatus NOT NULL,
    status_info          varchar,
    created_at           timestamptz DEFAULT now(),
    modified_at          timestamptz DEFAULT now(),
    integration_id       varchar(512),
    domain_name          varchar(64),
    role                 userrole,
    allowed_client_ip    cidr[],
    totp_key             varchar(32),
    totp_activated       boolean DEFAULT false,
    totp_activated_at    timestamptz,
    resource_policy      varchar(256) NOT NULL,
    sudo_session_enabled boolean NOT NULL,
    main_access_key      varchar(20),
    container_uid        integer,
    container_main_gid   integer,
    container_gids       integer[],
    CONSTRAINT pk_users PRIMARY KEY (uuid),
    CONSTRAINT uq_users_username UNIQUE (username),
    CONSTRAINT fk_users_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_users_resource_policy_user_resource_policies FOREIGN KEY (resource_policy)
        REFERENCES user_resource_policies (name)
);
CREATE UNIQUE INDEX ix_users_email ON users (email);
CREATE INDEX ix_users_domain_name ON users (domain_name);

CREATE TABLE keypairs (
    user_id          varchar(256),
    access_key       varchar(20) NOT NULL,
    secret_key       varchar(40),
    is_active        boolean,
    is_admin         boolean DEFAULT false,
    created_at       timestamptz DEFAULT now(),
    modified_at      timestamptz DEFAULT now(),
    last_used        timestamptz,
    rate_limit       integer,
    num_queries      integer DEFAULT 0,
    ssh_public_key   text,
    ssh_private_key  text,
    "user"           uuid NOT NULL,
    resource_policy  varchar(256) NOT NULL,
    dotfiles         bytea NOT NULL,
    bootstrap_script varchar(65536) NOT NULL,
    CONSTRAINT pk_keypairs PRIMARY KEY (access_key),
    CONSTRAINT fk_keypairs_user_users FOREIGN KEY ("user") REFERENCES users (uuid),
    CONSTRAINT fk_keypairs_resource_policy_keypair_resource_policies FOREIGN KEY (resource_policy)
        REFERENCES keypair_resource_policies (name)
);
CREATE INDEX ix_keypairs_user_id ON keypairs (user_id);
CREATE INDEX ix_keypairs_is_active ON keypairs (is_active);
CREATE INDEX ix_keypairs_is_admin ON keypairs (is_admin);

ALTER TABLE users ADD CONSTRAINT fk_users_main_access_key_keypairs FOREIGN KEY (main_access_key)
    REFERENCES keypairs (access_key) ON DELETE SET NULL;

CREATE TABLE groups (
    id                    uuid NOT NULL DEFAULT uuid_generate_v4(),
    name                  varchar(64) NOT NULL,
    description           varchar(512),
    is_active             boolean,
    created_at            timestamptz DEFAULT now(),
    modified_at           timestamptz DEFAULT now(),
    integration_id        varchar(512),
    domain_name           varchar(64) NOT NULL,
    total_resource_slots  jsonb,
    allowed_vfolder_hosts jsonb NOT NULL,
    dotfiles              bytea NOT NULL,
    resource_policy       varchar(256) NOT NULL,
    type                  projecttype NOT NULL,
    container_registry    jsonb,
    CONSTRAINT pk_groups PRIMARY KEY (id),
    CONSTRAINT uq_groups_name_domain_name UNIQUE (name, domain_name),
    CONSTRAINT fk_groups_domain_name_domains FOREIGN KEY (domain_name)
        REFERENCES domains (name) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_groups_resource_policy_project_resource_policies FOREIGN KEY (resource_policy)
        REFERENCES project_resource_policies (name)
);
CREATE INDEX ix_groups_domain_name ON groups (domain_name);

CREATE TABLE association_groups_users (
    id       uuid NOT NULL DEFAULT uuid_generate_v4(),
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

CREATE TABLE roles (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(64) NOT NULL,
    description text,
    source      varchar(16) NOT NULL DEFAULT 'system',
    status      varchar(64) NOT NULL DEFAULT 'active',
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz,
    deleted_at  timestamptz,
    CONSTRAINT pk_roles PRIMARY KEY (id)
);
CREATE INDEX ix_id_status ON roles (id, status);

CREATE TABLE permission_groups (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_id    uuid NOT NULL,
    scope_type varchar(32) NOT NULL,
    scope_id   varchar(64) NOT NULL,
    CONSTRAINT pk_permission_groups PRIMARY KEY (id)
);
CREATE INDEX ix_id_role_id_scope_id ON permission_groups (id, role_id, scope_id);

CREATE TABLE permissions (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    permission_group_id uuid NOT NULL,
    entity_type         varchar(32) NOT NULL,
    operation           varchar(32) NOT NULL,
    CONSTRAINT pk_permissions PRIMARY KEY (id)
);
CREATE INDEX ix_id_permission_group_id ON permissions (id, permission_group_id);

CREATE TABLE object_permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_id     uuid NOT NULL,
    entity_type varchar(32) NOT NULL,
    entity_id   varchar(64) NOT NULL,
    operation   varchar(32) NOT NULL,
    CONSTRAINT pk_object_permissions PRIMARY KEY (id)
);
CREATE INDEX ix_id_role_id_entity_id ON object_permissions (id, role_id, entity_id);

CREATE TABLE association_scopes_entities (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    scope_type    varchar(32) NOT NULL,
    scope_id      varchar(64) NOT NULL,
    entity_type   varchar(32) NOT NULL,
    entity_id     varchar(64) NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_association_scopes_entities PRIMARY KEY (id),
    CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_type, scope_id, entity_id)
);

CREATE TABLE user_roles (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_id    uuid NOT NULL,
    role_id    uuid NOT NULL,
    granted_by uuid,
    granted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_user_roles PRIMARY KEY (id),
    CONSTRAINT uq_user_id_role_id UNIQUE (user_id, role_id)
);

-- Container registries and images

CREATE TABLE container_registries (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    url           varchar(512) NOT NULL,
    registry_name varchar(255) NOT NULL,
    type          varchar(64) NOT NULL DEFAULT 'docker',
    project       varchar(255),
    username      varchar(255),
    password      varchar,
    ssl_verify    boolean DEFAULT true,
    is_global     boolean DEFAULT true,
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
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    registry_id uuid NOT NULL,
    group_id    uuid NOT NULL,
    CONSTRAINT pk_association_container_registries_groups PRIMARY KEY (id),
    CONSTRAINT uq_registry_id_group_id UNIQUE (registry_id, group_id)
);

CREATE TABLE images (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    name          varchar NOT NULL,
    project       varchar,
    image         varchar NOT NULL,
    created_at    timestamptz DEFAULT now(),
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
    resources     jsonb NOT NULL,
    status        varchar(64) NOT NULL DEFAULT 'ALIVE',
    CONSTRAINT pk_images PRIMARY KEY (id),
    CONSTRAINT uq_image_identifier UNIQUE (registry, project, name, tag, architecture)
);
CREATE INDEX ix_images_name ON images (name);
CREATE INDEX ix_images_image ON images (image);
CREATE INDEX ix_images_created_at ON images (created_at);
CREATE INDEX ix_images_registry ON images (registry);
CREATE INDEX ix_images_registry_id ON images (registry_id);
CREATE INDEX ix_images_architecture ON images (architecture);

CREATE TABLE image_aliases (
    id    uuid NOT NULL DEFAULT uuid_generate_v4(),
    alias varchar,
    image uuid NOT NULL,
    CONSTRAINT pk_image_aliases PRIMARY KEY (id),
    CONSTRAINT fk_image_aliases_image_images FOREIGN KEY (image) REFERENCES images (id)
);
CREATE UNIQUE INDEX ix_image_aliases_alias ON image_aliases (alias);

-- Scaling groups, agents and what they offer

CREATE TABLE scaling_groups (
    name              varchar(64) NOT NULL,
    description       varchar(512),
    is_active         boolean,
    is_public         boolean NOT NULL DEFAULT true,
    created_at        timestamptz DEFAULT now(),
    wsproxy_addr      varchar(1024),
    wsproxy_api_token varchar(128),
    driver            varchar(64) NOT NULL,
    driver_opts       jsonb NOT NULL,
    scheduler         varchar(64) NOT NULL,
    use_host_network  boolean NOT NULL,
    scheduler_opts    jsonb NOT NULL,
    CONSTRAINT pk_scaling_groups PRIMARY KEY (name)
);
CREATE INDEX ix_scaling_groups_is_active ON scaling_groups (is_active);
CREATE INDEX ix_scaling_groups_is_public ON scaling_groups (is_public);

CREATE TABLE sgroups_for_domains (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    scaling_group varchar(64) NOT NULL,
    domain        varchar(64) NOT NULL,
    CONSTRAINT pk_sgroups_for_domains PRIMARY KEY (id),
    CONSTRAINT uq_sgroup_domain UNIQUE (scaling_group, domain),
    CONSTRAINT fk_sgroups_for_domains_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_domains_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_domains_scaling_group ON sgroups_for_domains (scaling_group);
CREATE INDEX ix_sgroups_for_domains_domain ON sgroups_for_domains (domain);

CREATE TABLE sgroups_for_groups (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    scaling_group varchar(64) NOT NULL,
    "group"       uuid NOT NULL,
    CONSTRAINT pk_sgroups_for_groups PRIMARY KEY (id),
    CONSTRAINT uq_sgroup_ugroup UNIQUE (scaling_group, "group"),
    CONSTRAINT fk_sgroups_for_groups_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_groups_group_groups FOREIGN KEY ("group")
        REFERENCES groups (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_groups_scaling_group ON sgroups_for_groups (scaling_group);
CREATE INDEX ix_sgroups_for_groups_group ON sgroups_for_groups ("group");

CREATE TABLE sgroups_for_keypairs (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    scaling_group varchar(64) NOT NULL,
    access_key    varchar(20) NOT NULL,
    CONSTRAINT pk_sgroups_for_keypairs PRIMARY KEY (id),
    CONSTRAINT uq_sgroup_akey UNIQUE (scaling_group, access_key),
    CONSTRAINT fk_sgroups_for_keypairs_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_keypairs_access_key_keypairs FOREIGN KEY (access_key)
        REFERENCES keypairs (access_key) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_keypairs_scaling_group ON sgroups_for_keypairs (scaling_group);
CREATE INDEX ix_sgroups_for_keypairs_access_key ON sgroups_for_keypairs (access_key);

CREATE TABLE resource_presets (
    id                 uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    id                            varchar(64) NOT NULL,
    status                        agentstatus NOT NULL,
    status_changed                timestamptz,
    region                        varchar(64) NOT NULL,
    scaling_group                 varchar(64) NOT NULL DEFAULT 'default',
    schedulable                   boolean NOT NULL DEFAULT true,
    available_slots               jsonb NOT NULL,
    occupied_slots                jsonb NOT NULL,
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
    CONSTRAINT fk_agents_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name)
);
CREATE INDEX ix_agents_status ON agents (status);
CREATE INDEX ix_agents_region ON agents (region);
CREATE INDEX ix_agents_scaling_group ON agents (scaling_group);

-- Virtual folders

CREATE TABLE vfolders (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    host           varchar(128) NOT NULL,
    domain_name    varchar(64) NOT NULL,
    quota_scope_id varchar(64) NOT NULL,
    name           varchar(128) NOT NULL,
    usage_mode     vfolderusagemode NOT NULL,
    permission     vfoldermountpermission,
    max_files      integer,
    max_size       integer,
    num_files      integer,
    cur_size       integer,
    created_at     timestamptz DEFAULT now(),
    last_used      timestamptz,
    creator        varchar(128),
    unmanaged_path varchar(512),
    ownership_type vfolderownershiptype NOT NULL,
    "user"         uuid,
    "group"        uuid,
    cloneable      boolean NOT NULL,
    status         varchar(64) NOT NULL DEFAULT 'ready',
    status_history jsonb,
    status_changed timestamptz,
    CONSTRAINT pk_vfolders PRIMARY KEY (id)
);
CREATE INDEX ix_vfolders_host ON vfolders (host);
CREATE INDEX ix_vfolders_domain_name ON vfolders (domain_name);
CREATE INDEX ix_vfolders_name ON vfolders (name);
CREATE INDEX ix_vfolders_usage_mode ON vfolders (usage_mode);
CREATE INDEX ix_vfolders_ownership_type ON vfolders (ownership_type);
CREATE INDEX ix_vfolders_status ON vfolders (status);
CREATE INDEX ix_vfolders_status_changed ON vfolders (status_changed);

CREATE TABLE vfolder_invitations (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    permission  vfoldermountpermission,
    inviter     varchar(256),
    invitee     varchar(256) NOT NULL,
    state       vfolderinvitationstate,
    created_at  timestamptz DEFAULT now(),
    modified_at timestamptz,
    vfolder     uuid NOT NULL,
    CONSTRAINT pk_vfolder_invitations PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_invitations_vfolder_vfolders FOREIGN KEY (vfolder)
        REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE vfolder_permissions (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    permission vfoldermountpermission,
    vfolder    uuid NOT NULL,
    "user"     uuid NOT NULL,
    CONSTRAINT pk_vfolder_permissions PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_permissions_vfolder_vfolders FOREIGN KEY (vfolder)
        REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_permissions_user_users FOREIGN KEY ("user") REFERENCES users (uuid)
);

-- Sessions and kernels

CREATE TABLE networks (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(128) NOT NULL,
    ref_name    varchar(128) NOT NULL,
    driver      varchar(64) NOT NULL,
    options     jsonb NOT NULL DEFAULT '{}',
    project     uuid NOT NULL,
    domain_name varchar(64) NOT NULL,
    created_at  timestamptz DEFAULT now(),
    updated_at  timestamptz DEFAULT now(),
    CONSTRAINT pk_networks PRIMARY KEY (id)
);

CREATE TABLE session_templates (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at  timestamptz DEFAULT now(),
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

CREATE TABLE sessions (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    creation_id          varchar(32),
    name                 varchar(64),
    session_type         varchar(64) NOT NULL DEFAULT 'INTERACTIVE',
    priority             integer NOT NULL,
    cluster_mode         varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size         integer NOT NULL,
    agent_ids            varchar[],
    designated_agent_ids varchar[],
    scaling_group_name   varchar(64),
    target_sgroup_names  varchar(64)[] DEFAULT '{}',
    domain_name          varchar(64) NOT NULL,
    group_id             uuid NOT NULL,
    user_uuid            uuid NOT NULL DEFAULT uuid_generate_v4(),
    access_key           varchar(20),
    images               varchar[],
    tag                  varchar(64),
    occupying_slots      jsonb NOT NULL,
    requested_slots      jsonb NOT NULL,
    vfolder_mounts       jsonb,
    environ              jsonb,
    bootstrap_script     varchar(16384),
    use_host_network     boolean NOT NULL,
    timeout              bigint,
    batch_timeout        bigint,
    created_at           timestamptz DEFAULT now(),
    terminated_at        timestamptz,
    starts_at            timestamptz,
    status               varchar(64) NOT NULL DEFAULT 'PENDING',
    status_info          varchar,
    status_data          jsonb,
    status_history       jsonb,
    callback_url         text,
    startup_command      text,
    result               sessionresult NOT NULL DEFAULT 'UNDEFINED',
    num_queries          bigint,
    last_stat            jsonb,
    network_type         varchar(64),
    network_id           varchar(128),
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT fk_sessions_scaling_group_name_scaling_groups FOREIGN KEY (scaling_group_name)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_sessions_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_sessions_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id)
);
CREATE INDEX ix_sessions_name ON sessions (name);
CREATE UNIQUE INDEX ix_sessions_unique_name_per_user_nonterminal ON sessions (name, user_uuid)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
CREATE INDEX ix_sessions_session_type ON sessions (session_type);
CREATE INDEX ix_sessions_priority ON sessions (priority);
CREATE INDEX ix_sessions_scaling_group_name ON sessions (scaling_group_name);
CREATE INDEX ix_sessions_vfolder_mounts ON sessions USING gin (vfolder_mounts);
CREATE INDEX ix_sessions_created_at ON sessions (created_at);
CREATE INDEX ix_sessions_terminated_at ON sessions (terminated_at);
CREATE INDEX ix_sessions_status ON sessions (status);
CREATE INDEX ix_session_status_with_priority ON sessions (status, priority);
CREATE INDEX ix_sessions_result ON sessions (result);
CREATE INDEX ix_sessions_updated_order ON sessions (GREATEST('created_at', 'terminated_at'));

CREATE TABLE kernels (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    session_id          uuid NOT NULL,
    session_creation_id varchar(32),
    session_name        varchar(64),
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
    scaling_group       varchar(64),
    agent               varchar(64),
    agent_addr          varchar(128),
    domain_name         varchar(64) NOT NULL,
    group_id            uuid NOT NULL,
    user_uuid           uuid NOT NULL,
    access_key          varchar(20),
    image               varchar(512),
    architecture        varchar(32),
    registry            varchar(512),
    tag                 varchar(64),
    container_id        varchar(64),
    occupied_slots      jsonb NOT NULL,
    requested_slots     jsonb NOT NULL,
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
    created_at          timestamptz DEFAULT now(),
    terminated_at       timestamptz,
    starts_at           timestamptz,
    status              varchar(64) NOT NULL DEFAULT 'PENDING',
    status_changed      timestamptz,
    status_info         varchar,
    status_data         jsonb,
    status_history      jsonb,
    callback_url        text,
    startup_command     text,
    result              sessionresult NOT NULL DEFAULT 'UNDEFINED',
    internal_data       jsonb,
    container_log       bytea,
    num_queries         bigint,
    last_stat           jsonb,
    last_seen           timestamptz,
    CONSTRAINT pk_kernels PRIMARY KEY (id),
    CONSTRAINT fk_kernels_session_id_sessions FOREIGN KEY (session_id) REFERENCES sessions (id),
    CONSTRAINT fk_kernels_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_kernels_agent_agents FOREIGN KEY (agent) REFERENCES agents (id),
    CONSTRAINT fk_kernels_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_kernels_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id)
);
CREATE INDEX ix_kernels_session_id ON kernels (session_id);
CREATE INDEX ix_kernels_sess_id_role ON kernels (session_id, cluster_role);
CREATE INDEX ix_kernels_session_name ON kernels (session_name);
CREATE INDEX ix_kernels_session_type ON kernels (session_type);
CREATE INDEX ix_kernels_cluster_role ON kernels (cluster_role);
CREATE INDEX ix_kernels_scaling_group ON kernels (scaling_group);
CREATE INDEX ix_kernels_created_at ON kernels (created_at);
CREATE INDEX ix_kernels_terminated_at ON kernels (terminated_at);
CREATE INDEX ix_kernels_status ON kernels (status);
CREATE INDEX ix_kernels_status_role ON kernels (status, cluster_role);
CREATE INDEX ix_kernels_status_changed ON kernels (status_changed);
CREATE INDEX ix_kernels_result ON kernels (result);
CREATE INDEX ix_kernels_updated_order ON kernels
    (GREATEST('created_at', 'terminated_at', 'status_changed'));

CREATE TABLE session_dependencies (
    session_id uuid NOT NULL,
    depends_on uuid NOT NULL,
    CONSTRAINT sess_dep_pk PRIMARY KEY (session_id, depends_on),
    CONSTRAINT fk_session_dependencies_session_id_sessions FOREIGN KEY (session_id)
        REFERENCES sessions (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_session_dependencies_depends_on_sessions FOREIGN KEY (depends_on)
        REFERENCES sessions (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_session_dependencies_session_id ON session_dependencies (session_id);
CREATE INDEX ix_session_dependencies_depends_on ON session_dependencies (depends_on);

CREATE TABLE vfolder_attachment (
    vfolder uuid NOT NULL,
    kernel  uuid NOT NULL,
    CONSTRAINT pk_vfolder_attachment PRIMARY KEY (vfolder, kernel),
    CONSTRAINT fk_vfolder_attachment_vfolder_vfolders FOREIGN KEY (vfolder)
        REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_attachment_kernel_kernels FOREIGN KEY (kernel)
        REFERENCES kernels (id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE session_scheduling_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    session_id  uuid NOT NULL,
    phase       varchar(64) NOT NULL,
    from_status varchar(64),
    to_status   varchar(64),
    result      varchar(32) NOT NULL,
    error_code  varchar(128),
    message     text NOT NULL,
    sub_steps   jsonb,
    attempts    integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT pk_session_scheduling_history PRIMARY KEY (id)
);
CREATE INDEX ix_session_scheduling_history_session_id ON session_scheduling_history (session_id);

CREATE TABLE kernel_scheduling_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
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

CREATE TABLE endpoints (
    id                      uuid NOT NULL DEFAULT uuid_generate_v4(),
    name                    varchar(512) NOT NULL,
    created_user            uuid NOT NULL,
    session_owner           uuid NOT NULL,
    replicas                integer NOT NULL DEFAULT 0,
    desired_replicas        integer,
    image                   uuid,
    model                   uuid,
    model_mount_destination varchar(1024) NOT NULL DEFAULT '/models',
    domain                  varchar(64) NOT NULL,
    project                 uuid NOT NULL,
    resource_group          varchar(64) NOT NULL,
    lifecycle_stage         endpointlifecycle NOT NULL,
    tag                     varchar(64),
    startup_command         text,
    bootstrap_script        varchar(16384),
    callback_url            text,
    environ                 jsonb,
    open_to_public          boolean,
    runtime_variant         varchar(64) NOT NULL,
    model_definition_path   varchar(128),
    resource_slots          jsonb NOT NULL,
    url                     varchar(1024),
    resource_opts           jsonb,
    cluster_mode            varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size            integer NOT NULL DEFAULT 1,
    extra_mounts            jsonb NOT NULL DEFAULT '[]',
    retries                 integer NOT NULL DEFAULT 0,
    created_at              timestamptz DEFAULT now(),
    destroyed_at            timestamptz,
    current_revision        uuid,
    deploying_revision      uuid,
    revision_history_limit  integer NOT NULL DEFAULT 10,
    CONSTRAINT pk_endpoints PRIMARY KEY (id),
    CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL),
    CONSTRAINT fk_endpoints_model_vfolders FOREIGN KEY (model)
        REFERENCES vfolders (id) ON DELETE SET NULL,
    CONSTRAINT fk_endpoints_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_resource_group_scaling_groups FOREIGN KEY (resource_group)
        REFERENCES scaling_groups (name) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_endpoints_unique_name_when_not_destroyed ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> 'destroyed';
CREATE INDEX ix_endpoints_resource_group ON endpoints (resource_group);

CREATE TABLE endpoint_tokens (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    token         varchar NOT NULL,
    endpoint      uuid,
    session_owner uuid NOT NULL,
    domain        varchar(64) NOT NULL,
    project       uuid NOT NULL,
    created_at    timestamptz DEFAULT now(),
    CONSTRAINT pk_endpoint_tokens PRIMARY KEY (id),
    CONSTRAINT fk_endpoint_tokens_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE CASCADE,
    CONSTRAINT fk_endpoint_tokens_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE CASCADE
);

CREATE TABLE endpoint_auto_scaling_rules (
    id                uuid NOT NULL DEFAULT uuid_generate_v4(),
    metric_source     varchar(64) NOT NULL,
    metric_name       text NOT NULL,
    threshold         varchar NOT NULL,
    comparator        varchar(64) NOT NULL,
    step_size         integer NOT NULL,
    cooldown_seconds  integer NOT NULL,
    min_replicas      integer,
    max_replicas      integer,
    created_at        timestamptz DEFAULT now(),
    last_triggered_at timestamptz,
    endpoint          uuid NOT NULL,
    CONSTRAINT pk_endpoint_auto_scaling_rules PRIMARY KEY (id),
    CONSTRAINT fk_endpoint_auto_scaling_rules_endpoint_endpoints FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE CASCADE
);

CREATE TABLE deployment_policies (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint            uuid NOT NULL,
    strategy            varchar(64) NOT NULL,
    strategy_spec       jsonb NOT NULL DEFAULT '{}',
    rollback_on_failure boolean NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_policies PRIMARY KEY (id),
    CONSTRAINT uq_deployment_policies_endpoint UNIQUE (endpoint)
);
CREATE INDEX ix_deployment_policies_endpoint ON deployment_policies (endpoint);

CREATE TABLE deployment_auto_scaling_policies (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    updated_at           timestamptz,
    CONSTRAINT pk_deployment_auto_scaling_policies PRIMARY KEY (id),
    CONSTRAINT uq_deployment_auto_scaling_policies_endpoint UNIQUE (endpoint)
);
CREATE INDEX ix_deployment_auto_scaling_policies_endpoint ON deployment_auto_scaling_policies
    (endpoint);

CREATE TABLE deployment_revisions (
    id                      uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint                uuid NOT NULL,
    revision_number         integer NOT NULL,
    image                   uuid NOT NULL,
    model                   uuid,
    model_mount_destination varchar(1024) NOT NULL DEFAULT '/models',
    model_definition_path   varchar(128),
    model_definition        jsonb,
    resource_group          varchar(64) NOT NULL,
    resource_slots          jsonb NOT NULL,
    resource_opts           jsonb NOT NULL DEFAULT '{}',
    cluster_mode            varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size            integer NOT NULL DEFAULT 1,
    startup_command         text,
    bootstrap_script        varchar(16384),
    environ                 jsonb NOT NULL DEFAULT '{}',
    callback_url            text,
    runtime_variant         varchar(64) NOT NULL,
    extra_mounts            jsonb NOT NULL DEFAULT '[]',
    created_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_revisions PRIMARY KEY (id),
    CONSTRAINT uq_deployment_revisions_endpoint_revision_number UNIQUE (endpoint, revision_number)
);
CREATE INDEX ix_deployment_revisions_endpoint ON deployment_revisions (endpoint);

CREATE TABLE routings (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint       uuid NOT NULL,
    session        uuid,
    session_owner  uuid NOT NULL,
    domain         varchar(64) NOT NULL,
    project        uuid NOT NULL,
    status         routestatus NOT NULL,
    weight         integer,
    traffic_ratio  double precision NOT NULL,
    created_at     timestamptz DEFAULT now(),
    error_data     jsonb,
    revision       uuid,
    traffic_status routetrafficstatus NOT NULL DEFAULT 'active',
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
        REFERENCES groups (id) ON DELETE RESTRICT
);

CREATE TABLE deployment_history (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    deployment_id uuid NOT NULL,
    phase         varchar(64) NOT NULL,
    from_status   varchar(64),
    to_status     varchar(64),
    result        varchar(32) NOT NULL,
    error_code    varchar(128),
    message       text NOT NULL,
    attempts      integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT pk_deployment_history PRIMARY KEY (id)
);
CREATE INDEX ix_deployment_history_deployment_id ON deployment_history (deployment_id);

CREATE TABLE route_history (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    route_id      uuid NOT NULL,
    deployment_id uuid NOT NULL,
    phase         varchar(64) NOT NULL,
    from_status   varchar(64),
    to_status     varchar(64),
    result        varchar(32) NOT NULL,
    error_code    varchar(128),
    message       text NOT NULL,
    attempts      integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT pk_route_history PRIMARY KEY (id)
);
CREATE INDEX ix_route_history_route_id ON route_history (route_id);
CREATE INDEX ix_route_history_deployment_id ON route_history (deployment_id);

-- Storages, artifacts and their registries

CREATE TABLE object_storages (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    id        uuid NOT NULL DEFAULT uuid_generate_v4(),
    name      varchar NOT NULL,
    host      varchar NOT NULL,
    base_path varchar NOT NULL,
    CONSTRAINT pk_vfs_storages PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_vfs_storages_name ON vfs_storages (name);

CREATE TABLE storage_namespace (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    storage_id uuid NOT NULL,
    namespace  varchar NOT NULL,
    CONSTRAINT pk_storage_namespace PRIMARY KEY (id),
    CONSTRAINT uq_storage_id_namespace UNIQUE (storage_id, namespace)
);

CREATE TABLE huggingface_registries (
    id    uuid NOT NULL DEFAULT uuid_generate_v4(),
    url   varchar NOT NULL,
    token varchar,
    CONSTRAINT pk_huggingface_registries PRIMARY KEY (id)
);

CREATE TABLE reservoir_registries (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint    varchar NOT NULL,
    access_key  varchar NOT NULL,
    secret_key  varchar NOT NULL,
    api_version varchar NOT NULL,
    CONSTRAINT pk_reservoir_registries PRIMARY KEY (id)
);

CREATE TABLE artifact_registries (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar NOT NULL,
    registry_id uuid NOT NULL,
    type        varchar NOT NULL,
    CONSTRAINT pk_artifact_registries PRIMARY KEY (id),
    CONSTRAINT uq_artifact_registries_name UNIQUE (name),
    CONSTRAINT uq_artifact_registries_registry_id UNIQUE (registry_id)
);

CREATE TABLE artifacts (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    artifact_revision_id uuid NOT NULL,
    storage_namespace_id uuid NOT NULL,
    storage_type         varchar NOT NULL,
    CONSTRAINT pk_association_artifacts_storages PRIMARY KEY (id),
    CONSTRAINT uq_artifact_revision_id UNIQUE (artifact_revision_id)
);

-- Application configuration

CREATE TABLE app_configs (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    scope_type   app_config_scope_type NOT NULL,
    scope_id     varchar(256) NOT NULL,
    extra_config jsonb NOT NULL,
    created_at   timestamptz DEFAULT now(),
    modified_at  timestamptz DEFAULT now(),
    CONSTRAINT pk_app_configs PRIMARY KEY (id),
    CONSTRAINT uq_app_configs_scope UNIQUE (scope_type, scope_id)
);
CREATE INDEX ix_app_configs_scope_type ON app_configs (scope_type);
CREATE INDEX ix_app_configs_scope_id ON app_configs (scope_id);

-- Logs, notifications and operation

CREATE TABLE audit_logs (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    entity_type  varchar NOT NULL,
    operation    varchar NOT NULL,
    entity_id    varchar,
    created_at   timestamptz NOT NULL DEFAULT now(),
    action_id    uuid NOT NULL,
    request_id   varchar,
    triggered_by varchar,
    description  varchar NOT NULL,
    duration     interval,
    status       varchar(64) NOT NULL,
    CONSTRAINT pk_audit_logs PRIMARY KEY (id)
);
CREATE INDEX ix_audit_logs_entity_type ON audit_logs (entity_type);
CREATE INDEX ix_audit_logs_operation ON audit_logs (operation);
CREATE INDEX ix_audit_logs_entity_id ON audit_logs (entity_id);
CREATE INDEX ix_audit_logs_created_at ON audit_logs (created_at);

CREATE TABLE error_logs (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at     timestamptz DEFAULT now(),
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
    CONSTRAINT pk_error_logs PRIMARY KEY (id),
    CONSTRAINT fk_error_logs_user_users FOREIGN KEY ("user") REFERENCES users (uuid)
);
CREATE INDEX ix_error_logs_created_at ON error_logs (created_at);
CREATE INDEX ix_error_logs_severity ON error_logs (severity);
CREATE INDEX ix_error_logs_user ON error_logs ("user");
CREATE INDEX ix_error_logs_is_read ON error_logs (is_read);
CREATE INDEX ix_error_logs_is_cleared ON error_logs (is_cleared);

CREATE TABLE event_logs (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
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
    id               uuid NOT NULL DEFAULT uuid_generate_v4(),
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
