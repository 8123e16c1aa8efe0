-- The vfolders that are mounted in a kernel.

ALTER TABLE kernels ADD COLUMN mounts varchar[];
