-- loses: the values of login_history.client_ip

ALTER TABLE login_history DROP COLUMN client_ip;
