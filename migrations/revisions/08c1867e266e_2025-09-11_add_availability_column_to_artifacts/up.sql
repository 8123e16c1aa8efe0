ALTER TABLE artifacts ADD COLUMN availability varchar NOT NULL DEFAULT 'ALIVE';

CREATE INDEX ix_artifacts_availability ON artifacts (availability);
