ALTER TABLE agents ALTER COLUMN architecture TYPE varchar;
