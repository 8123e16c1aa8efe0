-- Rows without a time of creation get that of the upgrade: nothing tells theirs.
UPDATE endpoints SET created_at = now() WHERE created_at IS NULL;
UPDATE endpoint_tokens SET created_at = now() WHERE created_at IS NULL;
UPDATE endpoint_auto_scaling_rules SET created_at = now() WHERE created_at IS NULL;

ALTER TABLE endpoints ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE endpoint_tokens ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE endpoint_auto_scaling_rules ALTER COLUMN created_at SET NOT NULL;
