-- loses: the values of users.password_changed_at

ALTER TABLE users DROP COLUMN password_changed_at;
