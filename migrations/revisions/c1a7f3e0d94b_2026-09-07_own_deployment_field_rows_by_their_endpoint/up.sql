ALTER TABLE endpoint_tokens ALTER COLUMN endpoint SET NOT NULL;

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_endpoint_endpoints
    FOREIGN KEY (endpoint) REFERENCES endpoints (id) ON DELETE CASCADE;

ALTER TABLE endpoint_tokens
    ADD CONSTRAINT fk_endpoint_tokens_endpoint_endpoints
    FOREIGN KEY (endpoint) REFERENCES endpoints (id) ON DELETE CASCADE;

-- TODO: rows
