-- loses: endpoints without a model, with their routes and tokens

DELETE FROM endpoint_tokens WHERE endpoint IN (SELECT id FROM endpoints WHERE model IS NULL);
DELETE FROM endpoints WHERE model IS NULL;

ALTER TABLE endpoint_tokens
    DROP CONSTRAINT fk_endpoint_tokens_endpoint_endpoints,
    ADD CONSTRAINT fk_endpoint_tokens_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints(id);
ALTER TABLE endpoints
    DROP CONSTRAINT fk_endpoints_model_vfolders,
    ALTER COLUMN model SET NOT NULL,
    ADD CONSTRAINT fk_endpoints_model_vfolders
        FOREIGN KEY (model) REFERENCES vfolders(id) ON DELETE RESTRICT;
