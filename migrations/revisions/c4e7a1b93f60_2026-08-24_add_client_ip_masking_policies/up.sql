-- The names of the two checks carry their prefix twice, are cut and end in a digest.

CREATE TABLE client_ip_masking_policies (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    target_type varchar(64) NOT NULL,
    mode        varchar(64) NOT NULL,
    ipv4_prefix smallint,
    ipv6_prefix smallint,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_client_ip_masking_policies PRIMARY KEY (id),
    CONSTRAINT uq_client_ip_masking_policies_target_type UNIQUE (target_type),
    CONSTRAINT ck_client_ip_masking_policies_ck_client_ip_masking_poli_3853
        CHECK (ipv4_prefix IS NULL OR ipv4_prefix BETWEEN 0 AND 32),
    CONSTRAINT ck_client_ip_masking_policies_ck_client_ip_masking_poli_dec7
        CHECK (ipv6_prefix IS NULL OR ipv6_prefix BETWEEN 0 AND 128)
);
