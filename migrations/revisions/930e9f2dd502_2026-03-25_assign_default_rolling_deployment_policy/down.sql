ALTER TABLE deployment_policies DROP CONSTRAINT fk_deployment_policies_endpoint;

-- TODO: rows
