-- loses: the values of replica_groups.lifecycle, scaling_status

ALTER TABLE replica_groups
    DROP COLUMN lifecycle,
    DROP COLUMN scaling_status;
