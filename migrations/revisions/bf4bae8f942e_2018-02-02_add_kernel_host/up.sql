-- The address of a kernel, where it is not its agent's.

ALTER TABLE kernels ADD COLUMN kernel_host varchar(128);
