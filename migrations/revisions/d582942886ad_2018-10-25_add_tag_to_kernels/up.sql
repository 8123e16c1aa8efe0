-- A text that the user puts on a kernel.

ALTER TABLE kernels ADD COLUMN tag varchar(64);
