-- Of the memory that a kernel used only the most is kept, as of its scratch space.

ALTER TABLE kernels
    ADD COLUMN io_max_scratch_size bigint,
    DROP COLUMN mem_cur_bytes;
