-- loses: the values of kernels.service_ports

ALTER TABLE kernels DROP COLUMN service_ports;
