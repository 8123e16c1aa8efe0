-- loses: the values of kernels.tpu_set and kernels.tpu_slot

ALTER TABLE kernels
    DROP COLUMN tpu_set,
    DROP COLUMN tpu_slot;
