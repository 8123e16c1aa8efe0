-- Groups that are there roll out as they did: half of the replicas on top, none less.
ALTER TABLE replica_groups
    ADD COLUMN rollout jsonb NOT NULL
    DEFAULT '{"max_surge": {"count": null, "percent": 0.5}, "max_unavailable": {"count": null, "percent": 0.0}}';

ALTER TABLE replica_groups ALTER COLUMN rollout DROP DEFAULT;
