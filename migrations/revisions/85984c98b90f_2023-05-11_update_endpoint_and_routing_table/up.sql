-- Endpoints and routes get what they need to be run. An endpoint that exists already belongs to the user of the
-- session it routes to; its name is its id, because names are unique and it has none.

CREATE TYPE routestatus AS ENUM ('healthy', 'unhealthy', 'provisioning', 'failed_to_start');

ALTER TABLE scaling_groups ADD COLUMN wsproxy_api_token varchar(128);

ALTER TABLE endpoints
    ADD COLUMN model_mount_destiation varchar(1024) NOT NULL DEFAULT '/models',
    ADD COLUMN created_user uuid,
    ADD COLUMN session_owner uuid,
    ADD COLUMN tag varchar(64),
    ADD COLUMN startup_command text,
    ADD COLUMN bootstrap_script varchar(16384),
    ADD COLUMN callback_url text,
    ADD COLUMN environ jsonb,
    ADD COLUMN name varchar(512),
    ADD COLUMN resource_opts jsonb,
    ADD COLUMN desired_session_count integer NOT NULL DEFAULT 0,
    ADD COLUMN cluster_mode varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    ADD COLUMN cluster_size integer NOT NULL DEFAULT 1,
    ADD COLUMN open_to_public boolean,
    ALTER COLUMN url DROP NOT NULL;

UPDATE endpoints SET
    name = id::text,
    created_user = (
        SELECT s.user_uuid FROM routings AS r JOIN sessions AS s ON s.id = r.session
        WHERE r.endpoint = endpoints.id ORDER BY s.created_at, s.id LIMIT 1
    );
UPDATE endpoints SET session_owner = created_user;

DO $$
DECLARE
    orphan uuid;
BEGIN
    SELECT id INTO orphan FROM endpoints WHERE created_user IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'endpoints, id %: it routes to no session, so nobody is known to have created it', orphan;
    END IF;
END $$;

ALTER TABLE endpoints
    ALTER COLUMN name SET NOT NULL,
    ALTER COLUMN created_user SET NOT NULL,
    ALTER COLUMN session_owner SET NOT NULL,
    ADD CONSTRAINT uq_endpoints_name UNIQUE (name),
    ADD CONSTRAINT fk_endpoints_created_user_users
        FOREIGN KEY (created_user) REFERENCES users(uuid) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_endpoints_session_owner_users
        FOREIGN KEY (session_owner) REFERENCES users(uuid) ON DELETE RESTRICT;

ALTER TABLE routings
    ADD COLUMN status routestatus NOT NULL DEFAULT 'provisioning',
    ADD COLUMN session_owner uuid,
    ADD COLUMN domain varchar(64),
    ADD COLUMN project uuid;

UPDATE routings AS r SET
    session_owner = s.user_uuid,
    domain = s.domain_name,
    project = s.group_id
FROM sessions AS s
WHERE s.id = r.session;

ALTER TABLE routings
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN session_owner SET NOT NULL,
    ALTER COLUMN domain SET NOT NULL,
    ALTER COLUMN project SET NOT NULL,
    ADD CONSTRAINT fk_routings_session_owner_users
        FOREIGN KEY (session_owner) REFERENCES users(uuid) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_routings_domain_domains FOREIGN KEY (domain) REFERENCES domains(name) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_routings_project_groups FOREIGN KEY (project) REFERENCES groups(id) ON DELETE RESTRICT;
