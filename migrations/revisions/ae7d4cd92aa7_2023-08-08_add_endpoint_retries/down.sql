-- loses: the values of endpoints.retries

ALTER TABLE endpoints DROP COLUMN retries;
