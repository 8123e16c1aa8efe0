-- SSH keys of any length.

ALTER TABLE keypairs
    ALTER COLUMN ssh_private_key TYPE text,
    ALTER COLUMN ssh_public_key TYPE text;
