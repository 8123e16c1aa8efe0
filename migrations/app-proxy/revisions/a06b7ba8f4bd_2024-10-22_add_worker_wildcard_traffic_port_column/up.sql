ALTER TABLE workers ADD COLUMN wildcard_traffic_port integer;
