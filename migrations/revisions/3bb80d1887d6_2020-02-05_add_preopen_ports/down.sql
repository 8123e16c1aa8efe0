-- loses: the values of kernels.preopen_ports

ALTER TABLE kernels DROP COLUMN preopen_ports;
