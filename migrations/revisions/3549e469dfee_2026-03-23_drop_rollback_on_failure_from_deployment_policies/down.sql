-- loses: the values of deployment_policies.rollback_on_failure (false)

ALTER TABLE deployment_policies ADD COLUMN rollback_on_failure boolean NOT NULL DEFAULT false;
