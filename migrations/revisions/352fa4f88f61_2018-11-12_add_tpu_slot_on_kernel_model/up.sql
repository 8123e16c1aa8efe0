-- Kernels may occupy TPUs; those that are there occupy none.

ALTER TABLE kernels
    ADD COLUMN tpu_set integer[],
    ADD COLUMN tpu_slot double precision NOT NULL DEFAULT 0;
ALTER TABLE kernels ALTER COLUMN tpu_slot DROP DEFAULT;
