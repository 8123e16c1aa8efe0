ALTER TABLE scaling_groups ALTER COLUMN use_host_network DROP NOT NULL;
