CREATE TABLE login_client_types (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(64) NOT NULL,
    description text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    modified_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_login_client_types PRIMARY KEY (id),
    CONSTRAINT uq_login_client_types_name UNIQUE (name)
);

INSERT INTO login_client_types (id, name, description)
SELECT id, name, description
FROM jsonb_to_recordset(:'file login_client_types.json'::jsonb) AS seed (id uuid, name text, description text);
