-- When users and keypairs were changed; those that are there, when they were made.

ALTER TABLE keypairs ADD COLUMN modified_at timestamptz DEFAULT now();
UPDATE keypairs SET modified_at = created_at;
ALTER TABLE users ADD COLUMN modified_at timestamptz DEFAULT now();
UPDATE users SET modified_at = created_at;
