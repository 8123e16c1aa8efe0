-- A keypair without a limit was read as one that may send no request, which nobody meant.

UPDATE keypairs SET rate_limit = 10000 WHERE rate_limit IS NULL;

ALTER TABLE keypairs
    ALTER COLUMN rate_limit SET NOT NULL,
    ALTER COLUMN rate_limit SET DEFAULT 10000;
