UPDATE kernels SET requested_slots = '{}' WHERE requested_slots IS NULL;

ALTER TABLE kernels ALTER COLUMN requested_slots SET NOT NULL;
