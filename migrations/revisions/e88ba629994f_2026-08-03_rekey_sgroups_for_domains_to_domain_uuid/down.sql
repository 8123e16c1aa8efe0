-- loses: the values of sgroups_for_domains.domain_id

ALTER TABLE sgroups_for_domains
    DROP COLUMN domain_id,
    ADD COLUMN domain varchar(64) NOT NULL;

ALTER TABLE sgroups_for_domains ADD CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain);

ALTER TABLE sgroups_for_domains
    ADD CONSTRAINT fk_sgroups_for_domains_domain_domains
    FOREIGN KEY (domain) REFERENCES domains (name) ON UPDATE CASCADE ON DELETE CASCADE;

CREATE INDEX ix_sgroups_for_domains_domain ON sgroups_for_domains (domain);

-- TODO: rows
