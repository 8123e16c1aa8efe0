-- loses: all rows of object_storages

DROP TABLE object_storages;
