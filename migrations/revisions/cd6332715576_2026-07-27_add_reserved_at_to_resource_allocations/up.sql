ALTER TABLE resource_allocations ADD COLUMN reserved_at timestamptz;

-- TODO: rows
