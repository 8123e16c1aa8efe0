-- loses: the container registries with their credentials (etcd still has those that came from there), and which images were not local before

ALTER TABLE images DROP COLUMN registry_id;

DROP TABLE container_registries;
