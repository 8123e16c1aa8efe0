-- loses: the values of deployment_revisions.runtime_variant_id

ALTER TABLE deployment_revisions
    DROP COLUMN runtime_variant_id,
    ADD COLUMN runtime_variant varchar(64) NOT NULL;

-- TODO: rows
