-- A rule scales between two thresholds, of which it had one: the upper one where it looked for more, else the lower one.

ALTER TABLE endpoint_auto_scaling_rules
    ADD COLUMN min_threshold varchar,
    ADD COLUMN max_threshold varchar;

UPDATE endpoint_auto_scaling_rules
SET min_threshold = CASE WHEN comparator IN ('LESS_THAN', 'LESS_THAN_OR_EQUAL') THEN threshold END,
    max_threshold = CASE WHEN comparator IN ('GREATER_THAN', 'GREATER_THAN_OR_EQUAL') THEN threshold END;

ALTER TABLE endpoint_auto_scaling_rules
    DROP COLUMN threshold,
    DROP COLUMN comparator;
