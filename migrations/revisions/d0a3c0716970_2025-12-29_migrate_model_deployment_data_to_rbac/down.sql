-- loses: the permissions of roles on deployments of models, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'model_deployment';
DELETE FROM permissions WHERE entity_type = 'model_deployment';
