-- loses: the values of users.sudo_session_enabled

ALTER TABLE users DROP COLUMN sudo_session_enabled;
