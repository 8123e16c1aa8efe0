-- All tables. alembic_version is there already.

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TABLE applications (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    name         varchar(64) NOT NULL,
    redirect_to  text,
    token_secret text NOT NULL,
    CONSTRAINT pk_applications PRIMARY KEY (id),
    CONSTRAINT uq_applications_name UNIQUE (name)
);

CREATE TABLE users (
    uuid uuid NOT NULL DEFAULT uuid_generate_v4(),
    CONSTRAINT pk_users PRIMARY KEY (uuid)
);

CREATE TABLE association_applications_users (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_id        uuid NOT NULL,
    application_id uuid NOT NULL,
    CONSTRAINT pk_association_applications_users PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_user_id_application_id
    ON association_applications_users (user_id, application_id);

CREATE TABLE keypairs (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_id     uuid,
    access_key  varchar(20),
    secret_key  varchar(40),
    is_active   boolean DEFAULT true,
    created_at  timestamptz DEFAULT now(),
    modified_at timestamptz DEFAULT now(),
    expired_at  timestamptz,
    last_used   timestamptz,
    CONSTRAINT pk_keypairs PRIMARY KEY (id),
    CONSTRAINT uq_keypairs_access_key UNIQUE (access_key)
);
CREATE INDEX ix_keypairs_is_active ON keypairs (is_active);

CREATE TABLE user_profiles (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_id              uuid NOT NULL,
    username             varchar(64) NOT NULL,
    email                varchar(64) NOT NULL,
    password             varchar NOT NULL,
    need_password_change boolean DEFAULT false,
    password_changed_at  timestamptz DEFAULT now(),
    full_name            varchar(64),
    description          varchar(500),
    role                 varchar(64) NOT NULL DEFAULT 'user',
    status               varchar(64) NOT NULL DEFAULT 'active',
    status_info          varchar,
    created_at           timestamptz DEFAULT now(),
    modified_at          timestamptz DEFAULT now(),
    CONSTRAINT pk_user_profiles PRIMARY KEY (id)
);
CREATE INDEX ix_user_profiles_email ON user_profiles (email);
CREATE UNIQUE INDEX ix_user_profiles_username ON user_profiles (username);
