-- The ports at which the services of a kernel listen.

ALTER TABLE kernels ADD COLUMN service_ports json;
