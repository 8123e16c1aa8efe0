-- loses: the values of endpoint_auto_scaling_rules.max_threshold, min_threshold

ALTER TABLE endpoint_auto_scaling_rules
    DROP COLUMN max_threshold,
    DROP COLUMN min_threshold,
    ADD COLUMN threshold varchar NOT NULL,
    ADD COLUMN comparator varchar(64) NOT NULL;

-- TODO: rows
