-- loses: the values of login_client_types.updated_at

-- TODO: a new name, or another column?
ALTER TABLE login_client_types RENAME COLUMN updated_at TO modified_at;
