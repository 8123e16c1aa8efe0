ALTER TABLE endpoint_auto_scaling_rules
    DROP COLUMN comparator,
    DROP COLUMN threshold,
    ADD COLUMN min_threshold text,
    ADD COLUMN max_threshold text;

-- TODO: rows
