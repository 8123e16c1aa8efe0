-- loses: the values of endpoints.extra_mounts

ALTER TABLE endpoints DROP COLUMN extra_mounts;
