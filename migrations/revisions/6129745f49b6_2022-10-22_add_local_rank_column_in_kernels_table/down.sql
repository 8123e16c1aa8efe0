-- loses: the values of kernels.local_rank

ALTER TABLE kernels DROP COLUMN local_rank;
