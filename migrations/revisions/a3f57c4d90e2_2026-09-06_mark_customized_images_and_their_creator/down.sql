-- The labels still tell. The key and the index go with the column.
ALTER TABLE images DROP COLUMN creator_id, DROP COLUMN customized;
