-- loses: the values of routings.health_check

ALTER TABLE routings DROP COLUMN health_check;
