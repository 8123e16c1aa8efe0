-- A script that runs when a session of the keypair begins: none so far.

ALTER TABLE keypairs ADD COLUMN bootstrap_script varchar(65536) NOT NULL DEFAULT '';
