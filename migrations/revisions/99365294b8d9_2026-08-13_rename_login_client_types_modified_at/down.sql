ALTER TABLE login_client_types RENAME COLUMN updated_at TO modified_at;
