-- Kernels name their resource group by id as well, and all of them have one: those without belong to times when nothing
-- scheduled them, and go. The ids are looked up in a document of the few groups while the table is rewritten once.
-- It takes along what cd067180a8b1 and dec0deba5893 left to this revision in the same transaction.

DELETE FROM kernels WHERE scaling_group IS NULL;

ALTER TABLE kernels ADD COLUMN resource_group_id uuid;

DO $do$
DECLARE
    results   boolean := coalesce(current_setting('backend_ai.revisions', true), '') ~ 'dec0deba5893';
    images    boolean := to_regprocedure('pg_temp.image_of(text,text)') IS NOT NULL;
    group_ids jsonb := (SELECT coalesce(jsonb_object_agg(name, id), '{}') FROM scaling_groups);
BEGIN
    IF images THEN
        -- 045b0e0e4384 deletes images.
        DELETE FROM pg_temp.image_by_name WHERE id NOT IN (SELECT id FROM images);
    END IF;
    EXECUTE format(
        'ALTER TABLE kernels
             ALTER COLUMN resource_group_id TYPE uuid USING (%L::jsonb ->> scaling_group)::uuid,
             ALTER COLUMN resource_group_id SET NOT NULL,
             ALTER COLUMN scaling_group SET NOT NULL',
        group_ids)
        || CASE WHEN images THEN ', ALTER COLUMN image_id TYPE uuid USING pg_temp.image_of(image, architecture)' ELSE '' END
        || CASE WHEN results THEN ', ALTER COLUMN result DROP DEFAULT, ALTER COLUMN result TYPE varchar(64),
             ALTER COLUMN result SET DEFAULT ''UNDEFINED''' ELSE '' END;
    IF images THEN
        DROP FUNCTION pg_temp.image_of;
        DROP TABLE pg_temp.image_by_name;
    END IF;
    IF results THEN
        DROP TYPE IF EXISTS sessionresult, sessionresults;
    END IF;
END
$do$;

CREATE INDEX ix_kernels_resource_group_id ON kernels (resource_group_id);

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id);
