-- The devices that a kernel was given.

ALTER TABLE kernels ADD COLUMN attached_devices jsonb;
