-- loses: the values of deployment_revisions.termination_grace_period, routings.termination_grace_period

ALTER TABLE deployment_revisions DROP COLUMN termination_grace_period;

ALTER TABLE routings DROP COLUMN termination_grace_period;

-- TODO: rows
