ALTER TABLE sgroups_for_domains
    DROP COLUMN domain,
    ADD COLUMN domain_id uuid NOT NULL;

ALTER TABLE sgroups_for_domains ADD CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain_id);

ALTER TABLE sgroups_for_domains
    ADD CONSTRAINT fk_sgroups_for_domains_domain_id_domains
    FOREIGN KEY (domain_id) REFERENCES domains (id) ON UPDATE CASCADE ON DELETE CASCADE;

CREATE INDEX ix_sgroups_for_domains_domain_id ON sgroups_for_domains (domain_id);

-- TODO: rows
