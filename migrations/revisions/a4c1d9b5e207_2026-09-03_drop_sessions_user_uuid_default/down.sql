ALTER TABLE sessions ALTER COLUMN user_uuid SET DEFAULT uuid_generate_v4();
