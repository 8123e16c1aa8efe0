ALTER TABLE agents ADD COLUMN public_key varchar(40);
