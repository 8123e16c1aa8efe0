-- loses: all rows of object_storage_meta

DROP TABLE object_storage_meta;
