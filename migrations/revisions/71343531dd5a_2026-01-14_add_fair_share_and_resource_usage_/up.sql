CREATE TABLE domain_fair_shares (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    scaling_group       varchar(64) NOT NULL,
    domain_name         varchar(64) NOT NULL,
    weight              numeric(10,4) NOT NULL,
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
    CONSTRAINT uq_domain_fair_share UNIQUE (scaling_group, domain_name)
);
CREATE INDEX ix_domain_fair_share_lookup ON domain_fair_shares (scaling_group, domain_name);
CREATE INDEX ix_domain_fair_shares_domain_name ON domain_fair_shares (domain_name);
CREATE INDEX ix_domain_fair_shares_scaling_group ON domain_fair_shares (scaling_group);

CREATE TABLE domain_usage_buckets (
    id                uuid NOT NULL DEFAULT uuid_generate_v4(),
    domain_name       varchar(64) NOT NULL,
    scaling_group     varchar(64) NOT NULL,
    period_start      date NOT NULL,
    period_end        date NOT NULL,
    decay_unit_days   integer NOT NULL,
    resource_usage    jsonb NOT NULL,
    capacity_snapshot jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_domain_usage_buckets PRIMARY KEY (id),
    CONSTRAINT uq_domain_usage_bucket UNIQUE (domain_name, scaling_group, period_start)
);
CREATE INDEX ix_domain_usage_bucket_lookup ON domain_usage_buckets (domain_name, scaling_group, period_start);
CREATE INDEX ix_domain_usage_buckets_domain_name ON domain_usage_buckets (domain_name);

CREATE TABLE kernel_usage_records (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    kernel_id      uuid NOT NULL,
    session_id     uuid NOT NULL,
    user_uuid      uuid NOT NULL,
    project_id     uuid NOT NULL,
    domain_name    varchar(64) NOT NULL,
    scaling_group  varchar(64) NOT NULL,
    period_start   timestamptz NOT NULL,
    period_end     timestamptz NOT NULL,
    resource_usage jsonb NOT NULL,
    CONSTRAINT pk_kernel_usage_records PRIMARY KEY (id)
);
CREATE INDEX ix_kernel_usage_records_domain_name ON kernel_usage_records (domain_name);
CREATE INDEX ix_kernel_usage_records_kernel_id ON kernel_usage_records (kernel_id);
CREATE INDEX ix_kernel_usage_records_project_id ON kernel_usage_records (project_id);
CREATE INDEX ix_kernel_usage_records_scaling_group ON kernel_usage_records (scaling_group);
CREATE INDEX ix_kernel_usage_records_user_uuid ON kernel_usage_records (user_uuid);
CREATE INDEX ix_kernel_usage_sg_period ON kernel_usage_records (scaling_group, period_start);
CREATE INDEX ix_kernel_usage_user_period ON kernel_usage_records (user_uuid, period_start);

CREATE TABLE project_fair_shares (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    scaling_group       varchar(64) NOT NULL,
    project_id          uuid NOT NULL,
    domain_name         varchar(64) NOT NULL,
    weight              numeric(10,4) NOT NULL,
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
    CONSTRAINT uq_project_fair_share UNIQUE (scaling_group, project_id)
);
CREATE INDEX ix_project_fair_share_lookup ON project_fair_shares (scaling_group, project_id);
CREATE INDEX ix_project_fair_shares_domain_name ON project_fair_shares (domain_name);
CREATE INDEX ix_project_fair_shares_project_id ON project_fair_shares (project_id);
CREATE INDEX ix_project_fair_shares_scaling_group ON project_fair_shares (scaling_group);

CREATE TABLE project_usage_buckets (
    id                uuid NOT NULL DEFAULT uuid_generate_v4(),
    project_id        uuid NOT NULL,
    domain_name       varchar(64) NOT NULL,
    scaling_group     varchar(64) NOT NULL,
    period_start      date NOT NULL,
    period_end        date NOT NULL,
    decay_unit_days   integer NOT NULL,
    resource_usage    jsonb NOT NULL,
    capacity_snapshot jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_project_usage_buckets PRIMARY KEY (id),
    CONSTRAINT uq_project_usage_bucket UNIQUE (project_id, scaling_group, period_start)
);
CREATE INDEX ix_project_usage_bucket_lookup ON project_usage_buckets (project_id, scaling_group, period_start);
CREATE INDEX ix_project_usage_buckets_domain_name ON project_usage_buckets (domain_name);
CREATE INDEX ix_project_usage_buckets_project_id ON project_usage_buckets (project_id);

CREATE TABLE user_fair_shares (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    scaling_group       varchar(64) NOT NULL,
    user_uuid           uuid NOT NULL,
    project_id          uuid NOT NULL,
    domain_name         varchar(64) NOT NULL,
    weight              numeric(10,4) NOT NULL,
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
    CONSTRAINT pk_user_fair_shares PRIMARY KEY (id),
    CONSTRAINT uq_user_fair_share UNIQUE (scaling_group, user_uuid, project_id)
);
CREATE INDEX ix_user_fair_share_lookup ON user_fair_shares (scaling_group, user_uuid, project_id);
CREATE INDEX ix_user_fair_shares_domain_name ON user_fair_shares (domain_name);
CREATE INDEX ix_user_fair_shares_project_id ON user_fair_shares (project_id);
CREATE INDEX ix_user_fair_shares_scaling_group ON user_fair_shares (scaling_group);
CREATE INDEX ix_user_fair_shares_user_uuid ON user_fair_shares (user_uuid);

CREATE TABLE user_usage_buckets (
    id                uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_uuid         uuid NOT NULL,
    project_id        uuid NOT NULL,
    domain_name       varchar(64) NOT NULL,
    scaling_group     varchar(64) NOT NULL,
    period_start      date NOT NULL,
    period_end        date NOT NULL,
    decay_unit_days   integer NOT NULL,
    resource_usage    jsonb NOT NULL,
    capacity_snapshot jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_user_usage_buckets PRIMARY KEY (id),
    CONSTRAINT uq_user_usage_bucket UNIQUE (user_uuid, project_id, scaling_group, period_start)
);
CREATE INDEX ix_user_usage_bucket_lookup ON user_usage_buckets (user_uuid, project_id, scaling_group, period_start);
CREATE INDEX ix_user_usage_buckets_domain_name ON user_usage_buckets (domain_name);
CREATE INDEX ix_user_usage_buckets_project_id ON user_usage_buckets (project_id);
CREATE INDEX ix_user_usage_buckets_user_uuid ON user_usage_buckets (user_uuid);
