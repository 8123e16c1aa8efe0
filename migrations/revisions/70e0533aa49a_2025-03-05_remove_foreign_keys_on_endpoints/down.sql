-- loses: tokens whose owner does not exist, the endpoint of tokens whose endpoint does not exist, and endpoints whose user does not exist

DELETE FROM endpoints
WHERE created_user NOT IN (SELECT uuid FROM users) OR session_owner NOT IN (SELECT uuid FROM users);
DELETE FROM endpoint_tokens WHERE session_owner NOT IN (SELECT uuid FROM users);
UPDATE endpoint_tokens SET endpoint = NULL WHERE endpoint NOT IN (SELECT id FROM endpoints);

ALTER TABLE endpoint_tokens
    ALTER COLUMN session_owner DROP NOT NULL,
    ADD CONSTRAINT fk_endpoint_tokens_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints(id) ON DELETE SET NULL,
    ADD CONSTRAINT fk_endpoint_tokens_session_owner_users
        FOREIGN KEY (session_owner) REFERENCES users(uuid);
ALTER TABLE endpoints
    ADD CONSTRAINT fk_endpoints_created_user_users
        FOREIGN KEY (created_user) REFERENCES users(uuid) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_endpoints_session_owner_users
        FOREIGN KEY (session_owner) REFERENCES users(uuid) ON DELETE RESTRICT;
