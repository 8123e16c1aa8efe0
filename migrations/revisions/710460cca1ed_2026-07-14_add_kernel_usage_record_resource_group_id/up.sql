-- Usage records name their resource group by id as well; those of a group that is gone go too. The ids are looked up in a
-- document of the few groups while the table, one of the largest, is rewritten once.

DELETE FROM kernel_usage_records WHERE resource_group NOT IN (SELECT name FROM scaling_groups);

ALTER TABLE kernel_usage_records ADD COLUMN resource_group_id uuid;

DO $do$
DECLARE
    group_ids jsonb := (SELECT coalesce(jsonb_object_agg(name, id), '{}') FROM scaling_groups);
BEGIN
    EXECUTE format(
        'ALTER TABLE kernel_usage_records
             ALTER COLUMN resource_group_id TYPE uuid USING (%L::jsonb ->> resource_group)::uuid,
             ALTER COLUMN resource_group_id SET NOT NULL',
        group_ids);
END
$do$;
