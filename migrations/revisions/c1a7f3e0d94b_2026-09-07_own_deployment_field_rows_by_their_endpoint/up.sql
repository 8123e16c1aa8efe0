-- Tokens and revisions live and die with their endpoint.

DELETE FROM endpoint_tokens AS t
WHERE NOT EXISTS (SELECT FROM endpoints WHERE id = t.endpoint);

DELETE FROM deployment_revisions AS r
WHERE NOT EXISTS (SELECT FROM endpoints WHERE id = r.endpoint);

ALTER TABLE endpoint_tokens
    ALTER COLUMN endpoint SET NOT NULL,
    ADD CONSTRAINT fk_endpoint_tokens_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints (id) ON DELETE CASCADE;

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints (id) ON DELETE CASCADE;
