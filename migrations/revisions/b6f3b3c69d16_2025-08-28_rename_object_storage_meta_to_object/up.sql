-- A new name.

ALTER TABLE object_storage_meta RENAME TO object_storage_namespace;
ALTER TABLE object_storage_namespace RENAME CONSTRAINT pk_object_storage_meta TO pk_object_storage_namespace;
