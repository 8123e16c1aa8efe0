-- loses: the values of endpoints.runtime_variant

ALTER TABLE endpoints DROP COLUMN runtime_variant;
