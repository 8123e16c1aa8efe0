-- loses: the values of endpoint_tokens.expires_at

ALTER TABLE endpoint_tokens DROP COLUMN expires_at;
