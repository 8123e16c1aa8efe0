ALTER TABLE deployment_revisions DROP CONSTRAINT fk_deployment_revisions_endpoint_endpoints;

ALTER TABLE endpoint_tokens
    DROP CONSTRAINT fk_endpoint_tokens_endpoint_endpoints,
    ALTER COLUMN endpoint DROP NOT NULL;
