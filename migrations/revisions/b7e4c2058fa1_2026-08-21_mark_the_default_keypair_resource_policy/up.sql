ALTER TABLE keypair_resource_policies ADD COLUMN is_default boolean NOT NULL DEFAULT false;

CREATE UNIQUE INDEX uq_keypair_resource_policies_is_default ON keypair_resource_policies (is_default)
    WHERE is_default;

-- TODO: rows
