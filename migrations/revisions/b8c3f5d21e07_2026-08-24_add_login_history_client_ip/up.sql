ALTER TABLE login_history ADD COLUMN client_ip inet;
