-- Every endpoint has a policy: one without gets a rolling one, half of the replicas more and none less. A policy goes
-- with its endpoint; those whose endpoint is gone already are deleted.

INSERT INTO deployment_policies (endpoint, strategy, strategy_spec)
SELECT id, 'ROLLING', '{"max_surge": {"percent": 0.5}, "max_unavailable": {"percent": 0.0}}'
FROM endpoints AS e
WHERE NOT EXISTS (SELECT FROM deployment_policies AS p WHERE p.endpoint = e.id);

DELETE FROM deployment_policies AS p WHERE NOT EXISTS (SELECT FROM endpoints AS e WHERE e.id = p.endpoint);

ALTER TABLE deployment_policies
    ADD CONSTRAINT fk_deployment_policies_endpoint
    FOREIGN KEY (endpoint) REFERENCES endpoints (id) ON DELETE CASCADE;
