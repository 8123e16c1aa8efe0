-- loses: the values of users.allowed_client_ip

ALTER TABLE users DROP COLUMN allowed_client_ip;
