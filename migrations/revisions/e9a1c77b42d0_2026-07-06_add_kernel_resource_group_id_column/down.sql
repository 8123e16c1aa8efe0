ALTER TABLE kernels
    DROP COLUMN resource_group_id,
    ALTER COLUMN scaling_group DROP NOT NULL;
