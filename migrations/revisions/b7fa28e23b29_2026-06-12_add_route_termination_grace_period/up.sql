ALTER TABLE deployment_revisions ADD COLUMN termination_grace_period double precision NOT NULL DEFAULT '30';

ALTER TABLE routings ADD COLUMN termination_grace_period double precision NOT NULL DEFAULT '30';

-- TODO: rows
