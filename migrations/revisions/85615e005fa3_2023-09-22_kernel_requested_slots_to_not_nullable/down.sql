ALTER TABLE kernels ALTER COLUMN requested_slots DROP NOT NULL;
