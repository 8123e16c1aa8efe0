ALTER TABLE kernels ADD COLUMN use_host_network boolean NOT NULL DEFAULT false;
ALTER TABLE scaling_groups ADD COLUMN use_host_network boolean NOT NULL DEFAULT false;

ALTER TABLE kernels ALTER COLUMN use_host_network DROP DEFAULT;
ALTER TABLE scaling_groups ALTER COLUMN use_host_network DROP DEFAULT;
