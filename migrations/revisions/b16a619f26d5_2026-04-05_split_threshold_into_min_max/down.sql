-- loses: the lower threshold of rules that have both; which comparators took the threshold itself as passed

ALTER TABLE endpoint_auto_scaling_rules
    ADD COLUMN threshold varchar,
    ADD COLUMN comparator varchar(64);

UPDATE endpoint_auto_scaling_rules
SET threshold = coalesce(max_threshold, min_threshold, '0'),
    comparator = CASE WHEN max_threshold IS NULL AND min_threshold IS NOT NULL THEN 'less_than' ELSE 'greater_than' END;

ALTER TABLE endpoint_auto_scaling_rules
    ALTER COLUMN threshold SET NOT NULL,
    ALTER COLUMN comparator SET NOT NULL,
    DROP COLUMN min_threshold,
    DROP COLUMN max_threshold;
