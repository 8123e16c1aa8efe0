-- loses: the values of kernels.io_max_scratch_size

ALTER TABLE kernels
    ADD COLUMN mem_cur_bytes bigint,
    DROP COLUMN io_max_scratch_size;
