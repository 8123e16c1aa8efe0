-- Groups of users, which later are called projects.

CREATE TABLE groups (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(64) NOT NULL,
    description varchar(512),
    is_active   boolean,
    created_at  timestamptz DEFAULT now(),
    modified_at timestamptz DEFAULT now(),
    domain_name varchar(64) NOT NULL,
    CONSTRAINT pk_groups PRIMARY KEY (id),
    CONSTRAINT uq_groups_name_domain_name UNIQUE (name, domain_name),
    CONSTRAINT fk_groups_domain_name_domains
        FOREIGN KEY (domain_name) REFERENCES domains(name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_groups_domain_name ON groups (domain_name);

CREATE TABLE association_groups_users (
    user_id  uuid NOT NULL,
    group_id uuid NOT NULL,
    CONSTRAINT uq_association_user_id_group_id UNIQUE (user_id, group_id),
    CONSTRAINT fk_association_groups_users_group_id_groups
        FOREIGN KEY (group_id) REFERENCES groups(id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_association_groups_users_user_id_users
        FOREIGN KEY (user_id) REFERENCES users(uuid) ON UPDATE CASCADE ON DELETE CASCADE
);
