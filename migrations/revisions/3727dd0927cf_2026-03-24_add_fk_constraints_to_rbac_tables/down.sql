ALTER TABLE permissions DROP CONSTRAINT fk_permissions_role_id_roles;
ALTER TABLE user_roles
    DROP CONSTRAINT fk_user_roles_user_id_users,
    DROP CONSTRAINT fk_user_roles_role_id_roles;
