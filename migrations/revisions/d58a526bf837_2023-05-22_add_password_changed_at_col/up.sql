ALTER TABLE users ADD COLUMN password_changed_at timestamptz DEFAULT now();
