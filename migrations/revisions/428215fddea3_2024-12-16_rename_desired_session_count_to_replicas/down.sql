ALTER TABLE endpoints RENAME COLUMN replicas TO desired_session_count;
