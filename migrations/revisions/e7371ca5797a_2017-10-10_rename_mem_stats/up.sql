ALTER TABLE kernels RENAME COLUMN max_mem_bytes TO mem_max_bytes;
ALTER TABLE kernels RENAME COLUMN cur_mem_bytes TO mem_cur_bytes;
