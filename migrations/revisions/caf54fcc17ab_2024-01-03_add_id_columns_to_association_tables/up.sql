-- The association tables have ids of their own.

ALTER TABLE association_groups_users
    DROP CONSTRAINT IF EXISTS pk_association_groups_users,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT pk_association_groups_users PRIMARY KEY (id);
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT IF EXISTS pk_sgroups_for_domains,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT pk_sgroups_for_domains PRIMARY KEY (id);
ALTER TABLE sgroups_for_groups
    DROP CONSTRAINT IF EXISTS pk_sgroups_for_groups,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT pk_sgroups_for_groups PRIMARY KEY (id);
ALTER TABLE sgroups_for_keypairs
    DROP CONSTRAINT IF EXISTS pk_sgroups_for_keypairs,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT pk_sgroups_for_keypairs PRIMARY KEY (id);
