-- A keypair has a pair of SSH keys. Those that are there have none: it cannot be made here, and the manager makes it when asked to.

ALTER TABLE keypairs
    ADD COLUMN ssh_public_key varchar(750),
    ADD COLUMN ssh_private_key varchar(2000);
