-- Tokens of any length, with an id of their own.

ALTER TABLE endpoint_tokens
    DROP CONSTRAINT pk_endpoint_tokens,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ALTER COLUMN token TYPE varchar,
    ADD CONSTRAINT pk_endpoint_tokens PRIMARY KEY (id);
