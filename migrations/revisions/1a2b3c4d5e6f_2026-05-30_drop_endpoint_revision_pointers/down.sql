-- The revisions come back from the groups of replicas. The one being deployed stands in the group that it is deployed to, or in the
-- only one.
ALTER TABLE endpoints
    ADD COLUMN current_revision uuid,
    ADD COLUMN deploying_revision uuid;

UPDATE endpoints e SET
    current_revision = g.current_revision_id,
    deploying_revision = g.target_revision_id
FROM replica_groups g
WHERE g.id = e.primary_replica_group_id;

UPDATE endpoints e SET deploying_revision = g.target_revision_id
FROM replica_groups g
WHERE g.id = e.target_replica_group_id AND g.target_revision_id IS NOT NULL;
