-- Groups of agents, and who may use them. All agents and kernels are in one called default, which the domain default may use.

CREATE TABLE scaling_groups (
    name           varchar(64) NOT NULL,
    description    varchar(512),
    is_active      boolean,
    created_at     timestamptz DEFAULT now(),
    driver         varchar(64) NOT NULL,
    driver_opts    jsonb NOT NULL,
    scheduler      varchar(64) NOT NULL,
    scheduler_opts jsonb NOT NULL,
    CONSTRAINT pk_scaling_groups PRIMARY KEY (name)
);
CREATE INDEX ix_scaling_groups_is_active ON scaling_groups (is_active);

CREATE TABLE sgroups_for_domains (
    scaling_group varchar(64) NOT NULL,
    domain        varchar(64) NOT NULL,
    CONSTRAINT uq_sgroup_domain UNIQUE (scaling_group, domain),
    CONSTRAINT fk_sgroups_for_domains_domain_domains
        FOREIGN KEY (domain) REFERENCES domains(name) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_domains_scaling_group_scaling_groups
        FOREIGN KEY (scaling_group) REFERENCES scaling_groups(name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_domains_domain ON sgroups_for_domains (domain);
CREATE INDEX ix_sgroups_for_domains_scaling_group ON sgroups_for_domains (scaling_group);

CREATE TABLE sgroups_for_groups (
    scaling_group varchar(64) NOT NULL,
    "group"       uuid NOT NULL,
    CONSTRAINT uq_sgroup_ugroup UNIQUE (scaling_group, "group"),
    CONSTRAINT fk_sgroups_for_groups_group_groups
        FOREIGN KEY ("group") REFERENCES groups(id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_groups_scaling_group_scaling_groups
        FOREIGN KEY (scaling_group) REFERENCES scaling_groups(name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_groups_group ON sgroups_for_groups ("group");
CREATE INDEX ix_sgroups_for_groups_scaling_group ON sgroups_for_groups (scaling_group);

CREATE TABLE sgroups_for_keypairs (
    scaling_group varchar(64) NOT NULL,
    access_key    varchar(20) NOT NULL,
    CONSTRAINT uq_sgroup_akey UNIQUE (scaling_group, access_key),
    CONSTRAINT fk_sgroups_for_keypairs_access_key_keypairs
        FOREIGN KEY (access_key) REFERENCES keypairs(access_key) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_sgroups_for_keypairs_scaling_group_scaling_groups
        FOREIGN KEY (scaling_group) REFERENCES scaling_groups(name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_sgroups_for_keypairs_access_key ON sgroups_for_keypairs (access_key);
CREATE INDEX ix_sgroups_for_keypairs_scaling_group ON sgroups_for_keypairs (scaling_group);

INSERT INTO scaling_groups (name, description, is_active, driver, driver_opts, scheduler, scheduler_opts)
VALUES ('default', 'The default agent scaling group', true, 'static', '{}', 'fifo', '{}');
INSERT INTO sgroups_for_domains (scaling_group, domain) SELECT 'default', name FROM domains WHERE name = 'default';

ALTER TABLE agents
    ADD COLUMN scaling_group varchar(64) NOT NULL DEFAULT 'default',
    ADD CONSTRAINT fk_agents_scaling_group_scaling_groups FOREIGN KEY (scaling_group) REFERENCES scaling_groups(name);
CREATE INDEX ix_agents_scaling_group ON agents (scaling_group);

ALTER TABLE kernels
    ADD COLUMN scaling_group varchar(64) NOT NULL DEFAULT 'default',
    ADD CONSTRAINT fk_kernels_scaling_group_scaling_groups FOREIGN KEY (scaling_group) REFERENCES scaling_groups(name);
CREATE INDEX ix_kernels_scaling_group ON kernels (scaling_group);
