-- loses: the values of kernels.attached_devices

ALTER TABLE kernels DROP COLUMN attached_devices;
