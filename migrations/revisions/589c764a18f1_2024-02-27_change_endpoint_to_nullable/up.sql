-- An endpoint outlives its model, a token its endpoint.

ALTER TABLE endpoint_tokens
    DROP CONSTRAINT fk_endpoint_tokens_endpoint_endpoints,
    ADD CONSTRAINT fk_endpoint_tokens_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints(id) ON DELETE SET NULL;
ALTER TABLE endpoints
    DROP CONSTRAINT fk_endpoints_model_vfolders,
    ALTER COLUMN model DROP NOT NULL,
    ADD CONSTRAINT fk_endpoints_model_vfolders
        FOREIGN KEY (model) REFERENCES vfolders(id) ON DELETE SET NULL;
