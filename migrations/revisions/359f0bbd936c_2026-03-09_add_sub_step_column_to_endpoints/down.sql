-- loses: the values of endpoints.sub_step

ALTER TABLE endpoints DROP COLUMN sub_step;
