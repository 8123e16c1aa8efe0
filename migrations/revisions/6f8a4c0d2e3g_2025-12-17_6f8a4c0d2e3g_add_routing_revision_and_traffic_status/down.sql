-- loses: the values of routings.revision, traffic_status

ALTER TABLE routings
    DROP COLUMN revision,
    DROP COLUMN traffic_status;

DROP TYPE routetrafficstatus;
