ALTER TABLE sessions
    ADD COLUMN resource_group_id uuid NOT NULL,
    ADD COLUMN domain_id uuid NOT NULL;

ALTER TABLE sessions ADD CONSTRAINT fk_sessions_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id);

ALTER TABLE sessions
    ADD CONSTRAINT fk_sessions_resource_group_id_scaling_groups
    FOREIGN KEY (resource_group_id) REFERENCES scaling_groups (id);

CREATE INDEX ix_sessions_domain_id ON sessions (domain_id);
CREATE INDEX ix_sessions_resource_group_id ON sessions (resource_group_id);

-- TODO: rows
