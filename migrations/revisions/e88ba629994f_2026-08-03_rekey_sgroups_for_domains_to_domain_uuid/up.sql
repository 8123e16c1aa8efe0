-- The table that says which resource groups a domain may use calls the domain by its uuid instead of its name.

ALTER TABLE sgroups_for_domains ADD COLUMN domain_id uuid;
UPDATE sgroups_for_domains AS s SET domain_id = d.id FROM domains AS d WHERE d.name = s.domain;
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT uq_sgroup_domain,
    DROP COLUMN domain,
    ALTER COLUMN domain_id SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain_id),
    ADD CONSTRAINT fk_sgroups_for_domains_domain_id_domains FOREIGN KEY (domain_id)
        REFERENCES domains (id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_domains_domain_id ON sgroups_for_domains (domain_id);
