-- loses: the keypair of sessions and kernels whose keypair does not exist; sessions and kernels whose user does not exist, with their routes and dependencies

DELETE FROM routings WHERE session IN (SELECT id FROM sessions WHERE user_uuid NOT IN (SELECT uuid FROM users));
DELETE FROM kernels WHERE user_uuid NOT IN (SELECT uuid FROM users)
    OR session_id IN (SELECT id FROM sessions WHERE user_uuid NOT IN (SELECT uuid FROM users));
DELETE FROM sessions WHERE user_uuid NOT IN (SELECT uuid FROM users);
UPDATE kernels SET access_key = NULL WHERE access_key NOT IN (SELECT access_key FROM keypairs);
UPDATE sessions SET access_key = NULL WHERE access_key NOT IN (SELECT access_key FROM keypairs);

ALTER TABLE sessions
    ALTER COLUMN user_uuid DROP DEFAULT,
    ADD CONSTRAINT fk_sessions_access_key_keypairs
        FOREIGN KEY (access_key) REFERENCES keypairs(access_key),
    ADD CONSTRAINT fk_sessions_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users(uuid);
ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_access_key_keypairs
        FOREIGN KEY (access_key) REFERENCES keypairs(access_key),
    ADD CONSTRAINT fk_kernels_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users(uuid);
