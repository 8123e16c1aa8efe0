ALTER TABLE endpoint_tokens
    DROP CONSTRAINT fk_endpoint_tokens_domain_domains,
    DROP CONSTRAINT fk_endpoint_tokens_project_groups;
