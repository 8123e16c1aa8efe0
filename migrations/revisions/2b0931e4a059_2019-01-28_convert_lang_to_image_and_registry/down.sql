-- loses: the values of kernels.registry

ALTER TABLE kernels RENAME COLUMN image TO lang;
ALTER TABLE kernels DROP COLUMN registry;
