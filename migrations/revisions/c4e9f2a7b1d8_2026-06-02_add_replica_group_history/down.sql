-- loses: all rows of replica_group_history

DROP TABLE replica_group_history;
