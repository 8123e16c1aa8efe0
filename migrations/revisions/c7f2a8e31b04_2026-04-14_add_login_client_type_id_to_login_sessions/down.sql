-- loses: the values of login_sessions.login_client_type_id

ALTER TABLE login_sessions DROP COLUMN login_client_type_id;
