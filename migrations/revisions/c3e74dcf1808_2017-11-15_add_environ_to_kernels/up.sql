-- The environment variables of a kernel.

ALTER TABLE kernels ADD COLUMN environ varchar[];
