ALTER TABLE endpoint_tokens
    ADD CONSTRAINT fk_endpoint_tokens_domain_domains
        FOREIGN KEY (domain) REFERENCES domains(name) ON DELETE CASCADE,
    ADD CONSTRAINT fk_endpoint_tokens_project_groups
        FOREIGN KEY (project) REFERENCES groups(id) ON DELETE CASCADE;
