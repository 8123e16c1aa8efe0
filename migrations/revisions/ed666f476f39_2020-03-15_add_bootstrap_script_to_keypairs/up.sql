-- A script that runs when a session of the keypair begins: none so far. The default is not kept, as in 22.03: see ce209920f654.

ALTER TABLE keypairs ADD COLUMN bootstrap_script varchar(65536) NOT NULL DEFAULT '';
ALTER TABLE keypairs ALTER COLUMN bootstrap_script DROP DEFAULT;
