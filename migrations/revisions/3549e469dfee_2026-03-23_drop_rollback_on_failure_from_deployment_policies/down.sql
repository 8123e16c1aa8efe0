ALTER TABLE deployment_policies ADD COLUMN rollback_on_failure boolean NOT NULL DEFAULT false;
