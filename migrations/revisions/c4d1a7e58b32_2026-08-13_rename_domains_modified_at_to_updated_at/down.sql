ALTER TABLE domains RENAME COLUMN updated_at TO modified_at;
