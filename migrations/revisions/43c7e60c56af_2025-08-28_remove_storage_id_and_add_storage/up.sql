-- An artifact is in a namespace of a storage. Those that exist already are in the only namespace of their
-- storage.

ALTER TABLE association_artifacts_storages
    ADD COLUMN storage_namespace_id uuid,
    ADD COLUMN storage_type varchar NOT NULL DEFAULT 'object_storage';

UPDATE association_artifacts_storages AS a SET storage_namespace_id = n.id
FROM object_storage_namespace AS n
WHERE n.storage_id = a.storage_id
  AND NOT EXISTS (
      SELECT FROM object_storage_namespace AS other WHERE other.storage_id = n.storage_id AND other.id <> n.id
  );

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT id, storage_id INTO wrong FROM association_artifacts_storages WHERE storage_namespace_id IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'association_artifacts_storages, id %: storage % has not exactly one namespace',
            wrong.id, wrong.storage_id;
    END IF;
END $$;

ALTER TABLE association_artifacts_storages
    ALTER COLUMN storage_namespace_id SET NOT NULL,
    ALTER COLUMN storage_type DROP DEFAULT,
    DROP COLUMN storage_id;
