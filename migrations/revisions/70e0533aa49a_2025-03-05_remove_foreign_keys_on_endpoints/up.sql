-- Endpoints and tokens outlive the users and endpoints they name. A token without an owner has the owner of its
-- endpoint.

UPDATE endpoint_tokens AS t SET session_owner = e.session_owner
FROM endpoints AS e
WHERE t.session_owner IS NULL AND e.id = t.endpoint;

DO $$
DECLARE
    orphan uuid;
BEGIN
    SELECT id INTO orphan FROM endpoint_tokens WHERE session_owner IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'endpoint_tokens, id %: it has neither a session_owner nor an endpoint that has one', orphan;
    END IF;
END $$;

ALTER TABLE endpoint_tokens
    DROP CONSTRAINT IF EXISTS fk_endpoint_tokens_endpoint_endpoints,
    DROP CONSTRAINT IF EXISTS fk_endpoint_tokens_session_owner_users,
    ALTER COLUMN session_owner SET NOT NULL;
ALTER TABLE endpoints
    DROP CONSTRAINT IF EXISTS fk_endpoints_created_user_users,
    DROP CONSTRAINT IF EXISTS fk_endpoints_session_owner_users;
