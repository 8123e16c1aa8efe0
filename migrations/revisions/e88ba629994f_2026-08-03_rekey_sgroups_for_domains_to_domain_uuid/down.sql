ALTER TABLE sgroups_for_domains ADD COLUMN domain varchar(64);
UPDATE sgroups_for_domains AS s SET domain = d.name FROM domains AS d WHERE d.id = s.domain_id;
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT uq_sgroup_domain,
    DROP COLUMN domain_id,
    ALTER COLUMN domain SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain),
    ADD CONSTRAINT fk_sgroups_for_domains_domain_domains FOREIGN KEY (domain)
        REFERENCES domains (name) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_domains_domain ON sgroups_for_domains (domain);
