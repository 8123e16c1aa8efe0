ALTER TABLE login_client_types RENAME COLUMN modified_at TO updated_at;
