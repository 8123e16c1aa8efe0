ALTER TABLE keypairs ADD COLUMN concurrency_used integer;
