ALTER TABLE artifacts ADD COLUMN extra json;
