-- A session group says how the sessions in it are spread over agents. Each replica group owns one, in the name of the owner of
-- its endpoint, and the sessions of its routes join it; they prefer to be spread, as nothing enforced that before.
--
-- The owner of an endpoint may have been purged. The endpoint then passes to its creator. One whose creator is gone too goes,
-- if it has no route; if it has, somebody must decide whose it is.

CREATE TEMPORARY TABLE ownerless_endpoint AS
SELECT e.id, e.created_user,
    EXISTS (SELECT FROM users AS u WHERE u.uuid = e.created_user) AS has_creator,
    EXISTS (SELECT FROM routings AS r WHERE r.endpoint = e.id) AS has_route
FROM endpoints AS e
WHERE NOT EXISTS (SELECT FROM users AS u WHERE u.uuid = e.session_owner);

DO $$
DECLARE
    endpoint record;
BEGIN
    SELECT e.id, e.name, e.session_owner, e.created_user INTO endpoint
    FROM ownerless_endpoint AS o
    JOIN endpoints AS e ON e.id = o.id
    WHERE NOT o.has_creator AND o.has_route
      AND EXISTS (SELECT FROM replica_groups AS g WHERE g.deployment_id = e.id)
    ORDER BY e.id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'endpoints %: neither the owner % nor the creator % of "%" exists, and it has routes; give it an owner or delete it',
            endpoint.id, endpoint.session_owner, endpoint.created_user, endpoint.name;
    END IF;
END
$$;

UPDATE endpoint_tokens AS t
SET session_owner = o.created_user
FROM ownerless_endpoint AS o
WHERE t.endpoint = o.id AND o.has_creator;

UPDATE endpoints AS e
SET session_owner = o.created_user
FROM ownerless_endpoint AS o
WHERE e.id = o.id AND o.has_creator;

DELETE FROM endpoint_tokens
WHERE endpoint IN (SELECT id FROM ownerless_endpoint WHERE NOT has_creator AND NOT has_route);

DELETE FROM endpoints
WHERE id IN (SELECT id FROM ownerless_endpoint WHERE NOT has_creator AND NOT has_route);

DROP TABLE ownerless_endpoint;

CREATE TABLE session_groups (
    id                    uuid NOT NULL DEFAULT uuid_generate_v4(),
    domain_id             uuid NOT NULL,
    project_id            uuid NOT NULL,
    owner_user_id         uuid NOT NULL,
    placement_direction   varchar(64) NOT NULL,
    placement_enforcement varchar(64) NOT NULL,
    created_at            timestamptz NOT NULL DEFAULT now(),
    deleted_at            timestamptz,
    CONSTRAINT pk_session_groups PRIMARY KEY (id),
    CONSTRAINT fk_session_groups_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id),
    CONSTRAINT fk_session_groups_project_id_groups FOREIGN KEY (project_id) REFERENCES groups (id),
    CONSTRAINT fk_session_groups_owner_user_id_users FOREIGN KEY (owner_user_id)
        REFERENCES users (uuid) ON DELETE RESTRICT
);

ALTER TABLE replica_groups ADD COLUMN session_group_id uuid;

UPDATE replica_groups SET session_group_id = uuid_generate_v4();

INSERT INTO session_groups (id, domain_id, project_id, owner_user_id, placement_direction, placement_enforcement)
SELECT g.session_group_id, d.id, e.project, e.session_owner, 'spread', 'preferred'
FROM replica_groups AS g
JOIN endpoints AS e ON e.id = g.deployment_id
JOIN domains AS d ON d.name = e.domain;

ALTER TABLE replica_groups
    ALTER COLUMN session_group_id SET NOT NULL,
    ADD CONSTRAINT fk_replica_groups_session_group_id_session_groups FOREIGN KEY (session_group_id)
        REFERENCES session_groups (id);

ALTER TABLE sessions ADD COLUMN session_group_id uuid;

-- Should a session serve several routes, the newest decides.
UPDATE sessions AS s
SET session_group_id = g.session_group_id
FROM (
    SELECT DISTINCT ON (session) session, replica_group_id
    FROM routings
    WHERE session IS NOT NULL AND replica_group_id IS NOT NULL
    ORDER BY session, created_at DESC, id
) AS r
JOIN replica_groups AS g ON g.id = r.replica_group_id
WHERE r.session = s.id;

CREATE INDEX ix_sessions_session_group_id ON sessions (session_group_id);

ALTER TABLE sessions
    ADD CONSTRAINT fk_sessions_session_group_id_session_groups FOREIGN KEY (session_group_id)
        REFERENCES session_groups (id) ON DELETE SET NULL;
