ALTER TABLE users ADD COLUMN allowed_client_ip cidr[];
