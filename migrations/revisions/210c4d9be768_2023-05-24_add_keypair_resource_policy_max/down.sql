-- loses: the values of keypair_resource_policies.max_concurrent_sftp_sessions

ALTER TABLE keypair_resource_policies DROP COLUMN max_concurrent_sftp_sessions;
