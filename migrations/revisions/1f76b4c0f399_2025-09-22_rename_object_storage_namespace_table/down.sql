ALTER TABLE storage_namespace RENAME CONSTRAINT pk_storage_namespace TO pk_object_storage_namespace;
ALTER TABLE storage_namespace RENAME CONSTRAINT uq_storage_id_namespace TO uq_storage_id_bucket;
ALTER TABLE storage_namespace RENAME COLUMN namespace TO bucket;
ALTER TABLE storage_namespace RENAME TO object_storage_namespace;
