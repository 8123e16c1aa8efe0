-- From which registries a domain may use images: from Docker's own.

ALTER TABLE domains ADD COLUMN allowed_docker_registries varchar[] NOT NULL DEFAULT '{index.docker.io}';
ALTER TABLE domains ALTER COLUMN allowed_docker_registries DROP DEFAULT;
