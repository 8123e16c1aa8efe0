-- loses: the values of deployment_revisions.termination_grace_period, routings.termination_grace_period

UPDATE routings SET sub_status = NULL WHERE sub_status IN ('draining', 'cooling_down');

ALTER TABLE deployment_revisions DROP COLUMN termination_grace_period;
ALTER TABLE routings DROP COLUMN termination_grace_period;
