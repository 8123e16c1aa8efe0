-- loses: all rows of networks; the values of sessions.network_id, network_type

ALTER TABLE sessions
    DROP COLUMN IF EXISTS network_id,
    DROP COLUMN IF EXISTS network_type;

DROP TABLE networks;
