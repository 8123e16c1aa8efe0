-- loses: which users are deleted or not verified (they are inactive); the values of users.status_info

ALTER TABLE users ADD COLUMN is_active boolean;
UPDATE users SET is_active = status = 'active';
ALTER TABLE users
    DROP COLUMN status,
    DROP COLUMN status_info;
DROP TYPE userstatus;
