-- loses: the values of replica_groups.rollout

ALTER TABLE replica_groups DROP COLUMN rollout;
