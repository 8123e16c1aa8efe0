-- The policies stay: they are no different from others, and the schema before has them as well.

ALTER TABLE deployment_policies DROP CONSTRAINT fk_deployment_policies_endpoint;
