-- loses: all rows of resource_permissions; all rows of role_permissions; all rows of roles; all rows of user_roles

DROP TABLE resource_permissions;
DROP TABLE role_permissions;
DROP TABLE roles;
DROP TABLE user_roles;
