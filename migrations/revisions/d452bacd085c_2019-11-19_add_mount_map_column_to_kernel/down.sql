-- loses: the values of kernels.mount_map

ALTER TABLE kernels DROP COLUMN mount_map;
