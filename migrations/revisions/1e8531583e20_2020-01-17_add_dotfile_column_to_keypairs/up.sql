-- Files that sessions of a keypair find in their home: none so far, which is \x90 as the manager packs it.

ALTER TABLE keypairs ADD COLUMN dotfiles bytea NOT NULL DEFAULT '\x90';
