-- loses: the SSH keys of keypairs

ALTER TABLE keypairs
    DROP COLUMN ssh_public_key,
    DROP COLUMN ssh_private_key;
