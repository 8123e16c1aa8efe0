-- loses: SSH keys of keypairs that are longer than the old columns (private 2000, public 750 characters)

ALTER TABLE keypairs
    ALTER COLUMN ssh_private_key TYPE varchar(2000) USING (
        CASE WHEN length(ssh_private_key) <= 2000 THEN ssh_private_key END
    ),
    ALTER COLUMN ssh_public_key TYPE varchar(750) USING (
        CASE WHEN length(ssh_public_key) <= 750 THEN ssh_public_key END
    );
