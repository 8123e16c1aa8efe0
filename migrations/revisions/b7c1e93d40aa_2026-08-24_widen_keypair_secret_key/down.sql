-- A secret key that is encrypted does not fit and cannot be cut; the manager has to decrypt it first.

DO $$
DECLARE
    keypair record;
BEGIN
    SELECT access_key, count(*) OVER () AS number INTO keypair
    FROM keypairs
    WHERE length(secret_key) > 40
    ORDER BY access_key
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'keypairs %: the secret key is longer than the 40 characters that older releases store (% such keypairs in all); decrypt or renew them',
            keypair.access_key, keypair.number;
    END IF;
END
$$;

ALTER TABLE keypairs ALTER COLUMN secret_key TYPE varchar(40);
