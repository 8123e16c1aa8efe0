-- loses: the values of domains.allowed_docker_registries

ALTER TABLE domains DROP COLUMN allowed_docker_registries;
