-- Usage buckets name their resource group by id as well; those of a group that is gone go too, while their entries stay. Each
-- table is rewritten once, the ids being looked up in a document of the few groups.

DELETE FROM domain_usage_buckets WHERE resource_group NOT IN (SELECT name FROM scaling_groups);
DELETE FROM project_usage_buckets WHERE resource_group NOT IN (SELECT name FROM scaling_groups);
DELETE FROM user_usage_buckets WHERE resource_group NOT IN (SELECT name FROM scaling_groups);

ALTER TABLE domain_usage_buckets ADD COLUMN resource_group_id uuid;
ALTER TABLE project_usage_buckets ADD COLUMN resource_group_id uuid;
ALTER TABLE user_usage_buckets ADD COLUMN resource_group_id uuid;

DO $do$
DECLARE
    group_ids jsonb := (SELECT coalesce(jsonb_object_agg(name, id), '{}') FROM scaling_groups);
    buckets   text;
BEGIN
    FOREACH buckets IN ARRAY ARRAY['domain_usage_buckets', 'project_usage_buckets', 'user_usage_buckets'] LOOP
        EXECUTE format(
            'ALTER TABLE %I
                 ALTER COLUMN resource_group_id TYPE uuid USING (%L::jsonb ->> resource_group)::uuid,
                 ALTER COLUMN resource_group_id SET NOT NULL',
            buckets, group_ids);
    END LOOP;
END
$do$;
