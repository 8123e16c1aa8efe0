-- loses: the values of route_history.from_sub_status, to_sub_status

ALTER TABLE route_history
    DROP COLUMN from_sub_status,
    DROP COLUMN to_sub_status,
    ADD COLUMN from_health_status varchar(64),
    ADD COLUMN to_health_status varchar(64);
