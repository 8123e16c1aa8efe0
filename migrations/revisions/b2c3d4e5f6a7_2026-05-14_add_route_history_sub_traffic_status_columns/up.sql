-- loses: route_history.from_health_status, to_health_status, which nothing reads any more

ALTER TABLE route_history
    DROP COLUMN from_health_status,
    DROP COLUMN to_health_status,
    ADD COLUMN from_sub_status varchar(64),
    ADD COLUMN to_sub_status varchar(64);
