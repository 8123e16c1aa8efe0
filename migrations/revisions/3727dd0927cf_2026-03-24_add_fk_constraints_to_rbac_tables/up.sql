-- What roles may do and who has them goes with the role or user. Rows whose role or user is gone already are deleted.

DELETE FROM permissions AS p WHERE NOT EXISTS (SELECT FROM roles AS r WHERE r.id = p.role_id);
DELETE FROM user_roles AS ur
WHERE NOT EXISTS (SELECT FROM users AS u WHERE u.uuid = ur.user_id)
   OR NOT EXISTS (SELECT FROM roles AS r WHERE r.id = ur.role_id);

ALTER TABLE permissions
    ADD CONSTRAINT fk_permissions_role_id_roles FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE;
ALTER TABLE user_roles
    ADD CONSTRAINT fk_user_roles_user_id_users FOREIGN KEY (user_id) REFERENCES users (uuid) ON DELETE CASCADE,
    ADD CONSTRAINT fk_user_roles_role_id_roles FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE;
