-- A rule scales between two thresholds, of which it had one: the upper one where it looked for more, else the lower one.
-- Comparators are written in lower case by the releases before, and read in any case.

ALTER TABLE endpoint_auto_scaling_rules
    ADD COLUMN min_threshold varchar,
    ADD COLUMN max_threshold varchar;

UPDATE endpoint_auto_scaling_rules
SET min_threshold = CASE WHEN lower(comparator) IN ('less_than', 'less_than_or_equal') THEN threshold END,
    max_threshold = CASE WHEN lower(comparator) IN ('greater_than', 'greater_than_or_equal') THEN threshold END;

ALTER TABLE endpoint_auto_scaling_rules
    DROP COLUMN threshold,
    DROP COLUMN comparator;
