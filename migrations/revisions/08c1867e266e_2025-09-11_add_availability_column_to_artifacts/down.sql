-- loses: the values of artifacts.availability

DROP INDEX ix_artifacts_availability;

ALTER TABLE artifacts DROP COLUMN availability;
