ALTER TABLE domains ADD COLUMN is_default boolean NOT NULL DEFAULT false;

CREATE UNIQUE INDEX uq_domains_is_default ON domains (is_default) WHERE is_default;

-- TODO: rows
