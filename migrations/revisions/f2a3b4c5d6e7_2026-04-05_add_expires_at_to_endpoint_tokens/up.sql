ALTER TABLE endpoint_tokens ADD COLUMN expires_at timestamptz;
