-- Sessions and kernels outlive users and keypairs.

ALTER TABLE kernels
    DROP CONSTRAINT IF EXISTS fk_kernels_access_key_keypairs,
    DROP CONSTRAINT IF EXISTS fk_kernels_user_uuid_users;
ALTER TABLE sessions
    DROP CONSTRAINT IF EXISTS fk_sessions_access_key_keypairs,
    DROP CONSTRAINT IF EXISTS fk_sessions_user_uuid_users,
    ALTER COLUMN user_uuid SET DEFAULT uuid_generate_v4();
