-- loses: the values of kernels.use_host_network; the values of scaling_groups.use_host_network

ALTER TABLE kernels DROP COLUMN use_host_network;
ALTER TABLE scaling_groups DROP COLUMN use_host_network;
