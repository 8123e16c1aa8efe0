-- A new name.

ALTER TABLE endpoints RENAME COLUMN desired_session_count TO replicas;
