-- loses: the values of user_resource_policies.max_concurrent_logins

ALTER TABLE user_resource_policies DROP COLUMN max_concurrent_logins;
