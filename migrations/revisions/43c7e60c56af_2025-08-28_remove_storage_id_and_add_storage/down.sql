-- loses: in which namespace of its storage an artifact is, and of which type the storage; associations with a namespace that does not exist

ALTER TABLE association_artifacts_storages ADD COLUMN storage_id uuid;

DELETE FROM association_artifacts_storages
WHERE storage_namespace_id NOT IN (SELECT id FROM object_storage_namespace);
UPDATE association_artifacts_storages AS a SET storage_id = n.storage_id
FROM object_storage_namespace AS n WHERE n.id = a.storage_namespace_id;

ALTER TABLE association_artifacts_storages
    ALTER COLUMN storage_id SET NOT NULL,
    DROP COLUMN storage_namespace_id,
    DROP COLUMN storage_type;
