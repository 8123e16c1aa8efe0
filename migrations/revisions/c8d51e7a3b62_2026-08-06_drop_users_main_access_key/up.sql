-- keypairs.is_default says it now.

ALTER TABLE users DROP COLUMN main_access_key;
