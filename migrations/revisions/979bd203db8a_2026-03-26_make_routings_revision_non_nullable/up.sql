ALTER TABLE routings ALTER COLUMN revision SET NOT NULL;

-- TODO: rows
