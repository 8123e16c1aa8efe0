-- loses: all rows of replica_groups; the values of endpoints.primary_replica_group_id, target_replica_group_id, routings.replica_group_id

ALTER TABLE endpoints
    DROP COLUMN primary_replica_group_id,
    DROP COLUMN target_replica_group_id;

ALTER TABLE routings DROP COLUMN replica_group_id;

DROP TABLE replica_groups;
