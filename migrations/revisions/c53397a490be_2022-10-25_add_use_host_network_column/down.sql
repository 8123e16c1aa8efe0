-- loses: the values of kernels.use_host_network; the values of scaling_groups.use_host_network

ALTER TABLE alembic_version
    ALTER COLUMN version_num SET NOT NULL,
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE kernels DROP COLUMN use_host_network;
ALTER TABLE scaling_groups DROP COLUMN use_host_network;
