-- loses: all rows of retention_policies

DROP TABLE retention_policies;
