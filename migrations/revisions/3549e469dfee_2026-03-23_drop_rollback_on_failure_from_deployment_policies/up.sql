ALTER TABLE deployment_policies DROP COLUMN rollback_on_failure;
