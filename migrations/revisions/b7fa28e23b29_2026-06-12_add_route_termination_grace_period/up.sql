-- Routes get half a minute to end; those that are ending are being drained.
ALTER TABLE deployment_revisions ADD COLUMN termination_grace_period double precision NOT NULL DEFAULT '30';
ALTER TABLE routings ADD COLUMN termination_grace_period double precision NOT NULL DEFAULT '30';

UPDATE routings SET sub_status = 'draining' WHERE status = 'terminating';
