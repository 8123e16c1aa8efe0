-- A session that waits may be in no scaling group yet.

ALTER TABLE kernels ALTER COLUMN scaling_group DROP NOT NULL;
