-- Kernels name their resource group by id as well, and all of them have one: those without belong to times when nothing
-- scheduled them, and go. The ids are looked up in a document of the few groups while the table is rewritten once.

DELETE FROM kernels WHERE scaling_group IS NULL;

ALTER TABLE kernels ADD COLUMN resource_group_id uuid;

DO $do$
DECLARE
    group_ids jsonb := (SELECT coalesce(jsonb_object_agg(name, id), '{}') FROM scaling_groups);
BEGIN
    EXECUTE format(
        'ALTER TABLE kernels
             ALTER COLUMN resource_group_id TYPE uuid USING (%L::jsonb ->> scaling_group)::uuid,
             ALTER COLUMN resource_group_id SET NOT NULL,
             ALTER COLUMN scaling_group SET NOT NULL',
        group_ids);
END
$do$;

CREATE INDEX ix_kernels_resource_group_id ON kernels (resource_group_id);

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id);
