-- loses: the values of workers.wildcard_traffic_port

ALTER TABLE workers DROP COLUMN wildcard_traffic_port;
