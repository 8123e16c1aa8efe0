-- loses: the end of names of runtime variants that are longer than 64 characters

ALTER TABLE deployment_revisions ADD COLUMN runtime_variant varchar(64);

UPDATE deployment_revisions r SET runtime_variant = left(v.name, 64)
FROM runtime_variants v
WHERE v.id = r.runtime_variant_id;

ALTER TABLE deployment_revisions
    DROP COLUMN runtime_variant_id,
    ALTER COLUMN runtime_variant SET NOT NULL;
