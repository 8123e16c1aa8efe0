-- Which keypair is the default of its user is said by the keypair. A user's main_access_key may name a keypair of somebody else,
-- which is then nobody's default.

ALTER TABLE keypairs ADD COLUMN is_default boolean NOT NULL DEFAULT false;

UPDATE keypairs AS k
SET is_default = true
FROM users AS u
WHERE u.main_access_key = k.access_key AND u.uuid = k."user";

CREATE UNIQUE INDEX uq_keypairs_is_default ON keypairs ("user") WHERE is_default;
