DROP INDEX ix_kernels_status_role;
DROP INDEX ix_kernels_cluster_role;
