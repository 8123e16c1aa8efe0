-- How many kernels a keypair has is counted elsewhere.

ALTER TABLE keypairs DROP COLUMN concurrency_used;
