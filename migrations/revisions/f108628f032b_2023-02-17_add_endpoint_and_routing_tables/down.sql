-- loses: all rows of endpoints; all rows of routings

DROP INDEX IF EXISTS ix_sessions_status;

DROP TABLE routings;
DROP TABLE endpoints;
