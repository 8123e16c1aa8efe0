ALTER TABLE routings ALTER COLUMN revision DROP NOT NULL;

-- TODO: rows
