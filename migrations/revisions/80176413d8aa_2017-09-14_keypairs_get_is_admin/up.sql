-- A keypair may be an administrator's; none is so far.

ALTER TABLE keypairs ADD COLUMN is_admin boolean NOT NULL DEFAULT false;

CREATE INDEX ix_keypairs_is_admin ON keypairs (is_admin);
