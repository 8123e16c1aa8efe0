-- An encrypted secret key is longer than 40 characters.

ALTER TABLE keypairs ALTER COLUMN secret_key TYPE text;
