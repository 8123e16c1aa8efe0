-- A batch session may begin at a given time.

ALTER TABLE kernels ADD COLUMN starts_at timestamptz;
