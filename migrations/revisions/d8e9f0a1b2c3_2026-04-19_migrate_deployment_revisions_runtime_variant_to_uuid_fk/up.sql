ALTER TABLE deployment_revisions
    DROP COLUMN runtime_variant,
    ADD COLUMN runtime_variant_id uuid NOT NULL;

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_runtime_variant_id_runtime_variants
    FOREIGN KEY (runtime_variant_id) REFERENCES runtime_variants (id) ON DELETE RESTRICT;

-- TODO: rows
