ALTER TABLE kernels RENAME COLUMN mem_max_bytes TO max_mem_bytes;
ALTER TABLE kernels RENAME COLUMN mem_cur_bytes TO cur_mem_bytes;
