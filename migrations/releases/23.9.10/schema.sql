-- Backend.AI 23.9.10: the schema of a fresh database, alembic head 75ea2b136830.

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TYPE agentstatus AS ENUM ('ALIVE', 'LOST', 'RESTARTING', 'TERMINATED');
CREATE TYPE defaultforunspecified AS ENUM ('LIMITED', 'UNLIMITED');
CREATE TYPE endpointlifecycle AS ENUM ('created', 'destroying', 'destroyed');
CREATE TYPE errorlog_severity AS ENUM ('critical', 'error', 'warning');
CREATE TYPE imagetype AS ENUM ('COMPUTE', 'SYSTEM', 'SERVICE');
CREATE TYPE kernelrole AS ENUM ('INFERENCE', 'COMPUTE', 'SYSTEM');
CREATE TYPE kernelstatus AS ENUM (
    'PENDING', 'SCHEDULED', 'PREPARING', 'BUILDING', 'PULLING', 'RUNNING', 'RESTARTING', 'RESIZING',
    'SUSPENDED', 'TERMINATING', 'TERMINATED', 'ERROR', 'CANCELLED'
);
CREATE TYPE routestatus AS ENUM ('healthy', 'unhealthy', 'provisioning', 'failed_to_start');
CREATE TYPE sessionresult AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');
CREATE TYPE sessionstatus AS ENUM (
    'PENDING', 'SCHEDULED', 'PULLING', 'PREPARING', 'RUNNING', 'RESTARTING', 'RUNNING_DEGRADED',
    'TERMINATING', 'TERMINATED', 'ERROR', 'CANCELLED'
);
CREATE TYPE sessiontypes AS ENUM ('INTERACTIVE', 'BATCH', 'INFERENCE');
CREATE TYPE templatetype AS ENUM ('TASK', 'CLUSTER');
CREATE TYPE userrole AS ENUM ('superadmin', 'admin', 'user', 'monitor');
CREATE TYPE userstatus AS ENUM ('active', 'inactive', 'deleted', 'before-verification');
CREATE TYPE vfolderinvitationstate AS ENUM ('pending', 'canceled', 'accepted', 'rejected');
CREATE TYPE vfolderoperationstatus AS ENUM (
    'ready', 'performing', 'cloning', 'deleting', 'mounted'
);
CREATE TYPE vfolderownershiptype AS ENUM ('user', 'group');
CREATE TYPE vfolderpermission AS ENUM ('ro', 'rw', 'wd');
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
    max_vfolder_size                    bigint NOT NULL,
    max_session_count_per_model_session integer NOT NULL,
    CONSTRAINT pk_user_resource_policies PRIMARY KEY (name)
);

CREATE TABLE project_resource_policies (
    name             varchar(256) NOT NULL,
    created_at       timestamptz DEFAULT now(),
    max_vfolder_size bigint NOT NULL,
    CONSTRAINT pk_project_resource_policies PRIMARY KEY (name)
);

CREATE TABLE keypair_resource_policies (
    name                         varchar(256) NOT NULL,
    created_at                   timestamptz DEFAULT now(),
    default_for_unspecified      defaultforunspecified NOT NULL,
    total_resource_slots         jsonb NOT NULL,
    max_session_lifetime         integer NOT NULL DEFAULT 0,
    max_concurrent_sessions      integer NOT NULL,
    max_concurrent_sftp_sessions integer NOT NULL DEFAULT 1,
    max_containers_per_session   integer NOT NULL,
    max_vfolder_count            integer NOT NULL,
    max_vfolder_size             bigint NOT NULL,
    idle_timeout                 bigint NOT NULL,
    allowed_vfolder_hosts        jsonb NOT NULL,
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

-- Container registries and images

CREATE TABLE images (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    name          varchar NOT NULL,
    image         varchar NOT NULL,
    created_at    timestamptz DEFAULT now(),
    tag           text,
    registry      varchar NOT NULL,
    architecture  varchar NOT NULL,
    config_digest char(72) NOT NULL,
    size_bytes    bigint NOT NULL,
    is_local      boolean NOT NULL DEFAULT false,
    type          imagetype NOT NULL,
    accelerators  varchar,
    labels        json NOT NULL,
    resources     jsonb NOT NULL,
    CONSTRAINT pk_images PRIMARY KEY (id)
);
CREATE INDEX ix_images_name ON images (name);
CREATE INDEX ix_images_image ON images (image);
CREATE INDEX ix_images_created_at ON images (created_at);
CREATE INDEX ix_images_registry ON images (registry);
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
    name           varchar(256) NOT NULL,
    resource_slots jsonb NOT NULL,
    shared_memory  bigint,
    CONSTRAINT pk_resource_presets PRIMARY KEY (name)
);

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
    quota_scope_id varchar(64) NOT NULL,
    name           varchar(64) NOT NULL,
    usage_mode     vfolderusagemode NOT NULL,
    permission     vfolderpermission,
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
    status         vfolderoperationstatus NOT NULL DEFAULT 'ready',
    CONSTRAINT pk_vfolders PRIMARY KEY (id),
    CONSTRAINT ck_vfolders_either_one_of_user_or_group CHECK (
        ("user" IS NULL AND "group" IS NOT NULL)
        OR ("user" IS NOT NULL AND "group" IS NULL)
    ),
    CONSTRAINT ck_vfolders_ownership_type_match_with_user_or_group CHECK (
        (ownership_type = 'user' AND "user" IS NOT NULL)
        OR (ownership_type = 'group' AND "group" IS NOT NULL)
    ),
    CONSTRAINT fk_vfolders_user_users FOREIGN KEY ("user") REFERENCES users (uuid),
    CONSTRAINT fk_vfolders_group_groups FOREIGN KEY ("group") REFERENCES groups (id)
);
CREATE INDEX ix_vfolders_name ON vfolders (name);

CREATE TABLE vfolder_invitations (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    permission  vfolderpermission,
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
    permission vfolderpermission,
    vfolder    uuid NOT NULL,
    "user"     uuid NOT NULL,
    CONSTRAINT fk_vfolder_permissions_vfolder_vfolders FOREIGN KEY (vfolder)
        REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_permissions_user_users FOREIGN KEY ("user") REFERENCES users (uuid)
);

-- Sessions and kernels

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
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    creation_id         varchar(32),
    name                varchar(64),
    session_type        sessiontypes NOT NULL DEFAULT 'INTERACTIVE',
    cluster_mode        varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size        integer NOT NULL,
    agent_ids           varchar[],
    scaling_group_name  varchar(64),
    target_sgroup_names varchar(64)[] DEFAULT '{}',
    domain_name         varchar(64) NOT NULL,
    group_id            uuid NOT NULL,
    user_uuid           uuid NOT NULL,
    access_key          varchar(20),
    images              varchar[],
    tag                 varchar(64),
    occupying_slots     jsonb NOT NULL,
    requested_slots     jsonb NOT NULL,
    vfolder_mounts      jsonb,
    environ             jsonb,
    bootstrap_script    varchar(16384),
    use_host_network    boolean NOT NULL,
    timeout             bigint,
    created_at          timestamptz DEFAULT now(),
    terminated_at       timestamptz,
    starts_at           timestamptz,
    status              sessionstatus NOT NULL DEFAULT 'PENDING',
    status_info         varchar,
    status_data         jsonb,
    status_history      jsonb,
    callback_url        text,
    startup_command     text,
    result              sessionresult NOT NULL DEFAULT 'UNDEFINED',
    num_queries         bigint,
    last_stat           jsonb,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT fk_sessions_scaling_group_name_scaling_groups FOREIGN KEY (scaling_group_name)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_sessions_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_sessions_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id),
    CONSTRAINT fk_sessions_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users (uuid),
    CONSTRAINT fk_sessions_access_key_keypairs FOREIGN KEY (access_key)
        REFERENCES keypairs (access_key)
);
CREATE INDEX ix_sessions_name ON sessions (name);
CREATE INDEX ix_sessions_session_type ON sessions (session_type);
CREATE INDEX ix_sessions_scaling_group_name ON sessions (scaling_group_name);
CREATE INDEX ix_sessions_created_at ON sessions (created_at);
CREATE INDEX ix_sessions_terminated_at ON sessions (terminated_at);
CREATE INDEX ix_sessions_status ON sessions (status);
CREATE INDEX ix_sessions_result ON sessions (result);
CREATE INDEX ix_sessions_updated_order ON sessions (GREATEST('created_at', 'terminated_at'));

CREATE TABLE kernels (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    session_id          uuid NOT NULL,
    session_creation_id varchar(32),
    session_name        varchar(64),
    session_type        sessiontypes NOT NULL DEFAULT 'INTERACTIVE',
    cluster_mode        varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size        integer NOT NULL,
    cluster_role        varchar(16) NOT NULL,
    cluster_idx         integer NOT NULL,
    local_rank          integer NOT NULL,
    cluster_hostname    varchar(64) NOT NULL,
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
    status              kernelstatus NOT NULL DEFAULT 'PENDING',
    role                kernelrole NOT NULL DEFAULT 'COMPUTE',
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
    CONSTRAINT pk_kernels PRIMARY KEY (id),
    CONSTRAINT fk_kernels_session_id_sessions FOREIGN KEY (session_id) REFERENCES sessions (id),
    CONSTRAINT fk_kernels_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name),
    CONSTRAINT fk_kernels_agent_agents FOREIGN KEY (agent) REFERENCES agents (id),
    CONSTRAINT fk_kernels_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains (name),
    CONSTRAINT fk_kernels_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id),
    CONSTRAINT fk_kernels_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users (uuid),
    CONSTRAINT fk_kernels_access_key_keypairs FOREIGN KEY (access_key)
        REFERENCES keypairs (access_key)
);
CREATE INDEX ix_kernels_session_id ON kernels (session_id);
CREATE INDEX ix_kernels_sess_id_role ON kernels (session_id, cluster_role);
CREATE INDEX ix_kernels_session_name ON kernels (session_name);
CREATE INDEX ix_kernels_session_type ON kernels (session_type);
CREATE INDEX ix_kernels_cluster_role ON kernels (cluster_role);
CREATE INDEX ix_kernels_scaling_group ON kernels (scaling_group);
CREATE UNIQUE INDEX ix_kernels_unique_sess_token ON kernels (access_key, session_name)
    WHERE status NOT IN ('TERMINATED', 'CANCELLED') AND cluster_role = 'main';
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

-- Model serving

CREATE TABLE endpoints (
    id                     uuid NOT NULL DEFAULT uuid_generate_v4(),
    name                   varchar(512) NOT NULL,
    created_user           uuid NOT NULL,
    session_owner          uuid NOT NULL,
    desired_session_count  integer NOT NULL DEFAULT 0,
    image                  uuid NOT NULL,
    model                  uuid,
    model_mount_destiation varchar(1024) NOT NULL DEFAULT '/models',
    domain                 varchar(64) NOT NULL,
    project                uuid NOT NULL,
    resource_group         varchar(64) NOT NULL,
    lifecycle_stage        endpointlifecycle NOT NULL,
    tag                    varchar(64),
    startup_command        text,
    bootstrap_script       varchar(16384),
    callback_url           text,
    environ                jsonb,
    open_to_public         boolean,
    resource_slots         jsonb NOT NULL,
    url                    varchar(1024),
    resource_opts          jsonb,
    cluster_mode           varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size           integer NOT NULL DEFAULT 1,
    retries                integer NOT NULL DEFAULT 0,
    created_at             timestamptz DEFAULT now(),
    destroyed_at           timestamptz,
    CONSTRAINT pk_endpoints PRIMARY KEY (id),
    CONSTRAINT fk_endpoints_created_user_users FOREIGN KEY (created_user)
        REFERENCES users (uuid) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_session_owner_users FOREIGN KEY (session_owner)
        REFERENCES users (uuid) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_image_images FOREIGN KEY (image)
        REFERENCES images (id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_model_vfolders FOREIGN KEY (model)
        REFERENCES vfolders (id) ON DELETE SET NULL,
    CONSTRAINT fk_endpoints_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_resource_group_scaling_groups FOREIGN KEY (resource_group)
        REFERENCES scaling_groups (name) ON DELETE RESTRICT
);
CREATE INDEX ix_endpoints_resource_group ON endpoints (resource_group);

CREATE TABLE endpoint_tokens (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    token         varchar NOT NULL,
    endpoint      uuid,
    session_owner uuid,
    domain        varchar(64) NOT NULL,
    project       uuid NOT NULL,
    created_at    timestamptz DEFAULT now(),
    CONSTRAINT pk_endpoint_tokens PRIMARY KEY (id),
    CONSTRAINT fk_endpoint_tokens_endpoint_endpoints FOREIGN KEY (endpoint)
        REFERENCES endpoints (id) ON DELETE SET NULL,
    CONSTRAINT fk_endpoint_tokens_session_owner_users FOREIGN KEY (session_owner)
        REFERENCES users (uuid),
    CONSTRAINT fk_endpoint_tokens_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON DELETE CASCADE,
    CONSTRAINT fk_endpoint_tokens_project_groups FOREIGN KEY (project)
        REFERENCES groups (id) ON DELETE CASCADE
);

CREATE TABLE routings (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint      uuid NOT NULL,
    session       uuid,
    session_owner uuid NOT NULL,
    domain        varchar(64) NOT NULL,
    project       uuid NOT NULL,
    status        routestatus NOT NULL,
    traffic_ratio double precision NOT NULL,
    created_at    timestamptz DEFAULT now(),
    error_data    jsonb,
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

-- Logs, notifications and operation

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
