ALTER TABLE user_resource_policies ADD COLUMN max_concurrent_logins integer;
