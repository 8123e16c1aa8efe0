ALTER TABLE replica_groups
    ADD COLUMN lifecycle varchar(64) NOT NULL DEFAULT 'stable',
    ADD COLUMN scaling_status varchar(64) NOT NULL DEFAULT 'stable';
