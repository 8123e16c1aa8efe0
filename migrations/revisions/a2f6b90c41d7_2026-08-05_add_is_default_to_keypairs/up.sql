ALTER TABLE keypairs ADD COLUMN is_default boolean NOT NULL DEFAULT false;

CREATE UNIQUE INDEX uq_keypairs_is_default ON keypairs ("user") WHERE is_default;

-- TODO: rows
