ALTER TABLE keypair_resource_policies ADD COLUMN max_concurrent_sftp_sessions integer NOT NULL DEFAULT 1;
