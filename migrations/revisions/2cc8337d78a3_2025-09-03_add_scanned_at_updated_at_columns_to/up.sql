ALTER TABLE artifacts
    ADD COLUMN scanned_at timestamp NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamp NOT NULL DEFAULT now();
