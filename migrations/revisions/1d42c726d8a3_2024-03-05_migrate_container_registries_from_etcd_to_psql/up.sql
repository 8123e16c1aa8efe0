-- Container registries move from etcd into a table.
--
-- What etcd holds is handed over in a temporary table, if there is one:
--
--     CREATE TEMPORARY TABLE etcd_container_registries (
--         registry_name text,    -- the host: the key below config/docker/registry, unquoted
--         url           text,    -- the value of that key itself
--         type          text,    -- docker where it is not given
--         project       text,    -- names, separated by commas; null or empty for none
--         username      text,
--         password      text,
--         ssl_verify    boolean  -- true where it is not given
--     );
--
-- One row for each host; each of its projects becomes a registry of its own. Docker Hub has the project "library" where
-- it has none; a registry of type "local" needs no project, all others do.
--
-- Then each image gets the registry that its name begins with. A project that is missing for a known host is added,
-- without credentials. The images that are left count as local, in a registry "local" that is made for them.

CREATE TABLE container_registries (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    url           varchar(512) NOT NULL,
    registry_name varchar(50) NOT NULL,
    type          varchar(64) NOT NULL DEFAULT 'docker',
    project       varchar(255),
    username      varchar(255),
    password      varchar,
    ssl_verify    boolean DEFAULT true,
    is_global     boolean DEFAULT true,
    CONSTRAINT pk_container_registries PRIMARY KEY (id)
);
CREATE INDEX ix_container_registries_is_global ON container_registries (is_global);
CREATE INDEX ix_container_registries_project ON container_registries (project);
CREATE INDEX ix_container_registries_registry_name ON container_registries (registry_name);
CREATE INDEX ix_container_registries_ssl_verify ON container_registries (ssl_verify);
CREATE INDEX ix_container_registries_type ON container_registries (type);
CREATE INDEX ix_container_registries_url ON container_registries (url);

DO $$
DECLARE
    wrong record;
BEGIN
    IF to_regclass('pg_temp.etcd_container_registries') IS NULL THEN
        RETURN;
    END IF;

    FOR wrong IN
        SELECT registry_name, type,
               url IS NULL AS no_url,
               coalesce(type, 'docker') NOT IN (
                   'docker', 'harbor', 'harbor2', 'github', 'gitlab', 'ecr', 'ecr-public', 'local'
               ) AS no_type
        FROM pg_temp.etcd_container_registries
        WHERE registry_name IS NOT NULL
    LOOP
        IF wrong.no_url THEN
            RAISE EXCEPTION 'etcd, config/docker/registry/%: it has no url', wrong.registry_name;
        ELSIF wrong.no_type THEN
            RAISE EXCEPTION 'etcd, config/docker/registry/%: "%" is no type of a container registry',
                wrong.registry_name, wrong.type;
        END IF;
    END LOOP;

    FOR wrong IN
        SELECT registry_name
        FROM pg_temp.etcd_container_registries
        WHERE btrim(coalesce(project, ''), ', ') = ''
          AND coalesce(type, 'docker') <> 'local'
          AND NOT (coalesce(type, 'docker') = 'docker' AND registry_name = 'index.docker.io')
    LOOP
        RAISE EXCEPTION 'etcd, config/docker/registry/%: it has no project', wrong.registry_name
            USING HINT = format(
                'Put the names of its projects at config/docker/registry/%s/project.', wrong.registry_name
            );
    END LOOP;

    INSERT INTO container_registries (url, registry_name, type, project, username, password, ssl_verify, is_global)
    SELECT e.url, e.registry_name, coalesce(e.type, 'docker'), p.name, e.username, e.password,
           coalesce(e.ssl_verify, true), true
    FROM pg_temp.etcd_container_registries AS e
    CROSS JOIN LATERAL (
        SELECT btrim(name) AS name FROM regexp_split_to_table(e.project, ',') AS name WHERE btrim(name) <> ''
        UNION ALL
        SELECT CASE WHEN e.type = 'local' THEN NULL ELSE 'library' END WHERE btrim(coalesce(e.project, ''), ', ') = ''
    ) AS p;
END $$;

ALTER TABLE images ADD COLUMN registry_id uuid;

UPDATE images AS i SET registry_id = (
    SELECT r.id FROM container_registries AS r
    WHERE starts_with(i.name, r.registry_name || '/' || r.project || '/')
    ORDER BY length(r.project) DESC, r.id
    LIMIT 1
);

WITH missing AS (
    SELECT DISTINCT split_part(name, '/', 1) AS registry_name, split_part(name, '/', 2) AS project
    FROM images
    WHERE registry_id IS NULL AND name LIKE '%/%'
)
INSERT INTO container_registries (url, registry_name, type, project, ssl_verify)
SELECT DISTINCT ON (r.registry_name, missing.project) r.url, r.registry_name, r.type, missing.project, r.ssl_verify
FROM missing
JOIN container_registries AS r USING (registry_name)
ORDER BY r.registry_name, missing.project, r.id;

UPDATE images AS i SET registry_id = r.id
FROM container_registries AS r
WHERE i.registry_id IS NULL
  AND r.registry_name = split_part(i.name, '/', 1)
  AND r.project = split_part(i.name, '/', 2);

INSERT INTO container_registries (url, registry_name, type)
SELECT 'http://localhost', 'local', 'local'
WHERE EXISTS (SELECT FROM images WHERE registry_id IS NULL)
  AND NOT EXISTS (SELECT FROM container_registries WHERE type = 'local');

UPDATE images SET
    registry_id = (SELECT id FROM container_registries WHERE type = 'local' ORDER BY id LIMIT 1),
    is_local = true
WHERE registry_id IS NULL;

ALTER TABLE images ALTER COLUMN registry_id SET NOT NULL;
CREATE INDEX ix_images_registry_id ON images (registry_id);
