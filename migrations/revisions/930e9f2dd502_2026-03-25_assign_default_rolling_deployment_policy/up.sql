ALTER TABLE deployment_policies
    ADD CONSTRAINT fk_deployment_policies_endpoint
    FOREIGN KEY (endpoint) REFERENCES endpoints (id) ON DELETE CASCADE;

-- TODO: rows
