-- Revisions point to their runtime variant by id. Those whose variant is gone count as "custom".
DO $$
DECLARE
    lost record;
BEGIN
    SELECT r.id, r.runtime_variant INTO lost FROM deployment_revisions r
    WHERE NOT EXISTS (SELECT FROM runtime_variants v WHERE v.name IN (r.runtime_variant, 'custom'))
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'deployment_revisions %: its runtime variant "%" is not in runtime_variants, nor is "custom", which would stand in for it',
            lost.id, lost.runtime_variant;
    END IF;
END $$;

ALTER TABLE deployment_revisions ADD COLUMN runtime_variant_id uuid;

UPDATE deployment_revisions r SET runtime_variant_id = coalesce(
    (SELECT v.id FROM runtime_variants v WHERE v.name = r.runtime_variant),
    (SELECT v.id FROM runtime_variants v WHERE v.name = 'custom')
);

ALTER TABLE deployment_revisions
    DROP COLUMN runtime_variant,
    ALTER COLUMN runtime_variant_id SET NOT NULL;

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_runtime_variant_id_runtime_variants
    FOREIGN KEY (runtime_variant_id) REFERENCES runtime_variants (id) ON DELETE RESTRICT;
