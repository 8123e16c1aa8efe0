ALTER TABLE agents ADD COLUMN public_host varchar(256);
