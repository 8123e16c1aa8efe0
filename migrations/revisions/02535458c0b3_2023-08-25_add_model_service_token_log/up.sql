-- Tokens for endpoints, and the life cycle of an endpoint.

CREATE TYPE endpointlifecycle AS ENUM ('created', 'destroying', 'destroyed');
DROP INDEX IF EXISTS ix_kernels_role;

CREATE TABLE endpoint_tokens (
    token         varchar(1024) NOT NULL,
    endpoint      uuid,
    session_owner uuid,
    domain        varchar(64) NOT NULL,
    project       uuid NOT NULL,
    created_at    timestamptz DEFAULT now(),
    CONSTRAINT pk_endpoint_tokens PRIMARY KEY (token),
    CONSTRAINT fk_endpoint_tokens_endpoint_endpoints FOREIGN KEY (endpoint) REFERENCES endpoints(id),
    CONSTRAINT fk_endpoint_tokens_session_owner_users FOREIGN KEY (session_owner) REFERENCES users(uuid)
);

ALTER TABLE endpoints
    ADD COLUMN created_at timestamptz DEFAULT now(),
    ADD COLUMN destroyed_at timestamptz,
    ADD COLUMN lifecycle_stage endpointlifecycle NOT NULL DEFAULT 'created';
ALTER TABLE routings ADD COLUMN created_at timestamptz DEFAULT now();

ALTER TABLE endpoints ALTER COLUMN lifecycle_stage DROP DEFAULT;
