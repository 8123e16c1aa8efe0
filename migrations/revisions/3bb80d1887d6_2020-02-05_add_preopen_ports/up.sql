-- Ports that a user wants to be open.

ALTER TABLE kernels ADD COLUMN preopen_ports integer[];
