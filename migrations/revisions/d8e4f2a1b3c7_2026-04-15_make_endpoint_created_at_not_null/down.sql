ALTER TABLE endpoints ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE endpoint_tokens ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE endpoint_auto_scaling_rules ALTER COLUMN created_at DROP NOT NULL;
