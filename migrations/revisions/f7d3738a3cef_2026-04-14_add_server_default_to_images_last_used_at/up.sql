ALTER TABLE images ALTER COLUMN last_used_at SET DEFAULT now();
