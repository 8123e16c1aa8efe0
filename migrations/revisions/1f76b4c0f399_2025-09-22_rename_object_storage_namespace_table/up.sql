-- A new name.

ALTER TABLE object_storage_namespace RENAME TO storage_namespace;
ALTER TABLE storage_namespace RENAME COLUMN bucket TO namespace;
ALTER TABLE storage_namespace RENAME CONSTRAINT uq_storage_id_bucket TO uq_storage_id_namespace;
ALTER TABLE storage_namespace RENAME CONSTRAINT pk_object_storage_namespace TO pk_storage_namespace;
