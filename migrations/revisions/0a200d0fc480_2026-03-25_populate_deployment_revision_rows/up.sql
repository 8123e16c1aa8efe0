-- An endpoint that is not destroyed, has an image and no current revision gets one, numbered after those that it has;
-- routes without a revision get the current one of their endpoint.

CREATE TEMPORARY TABLE revised AS
SELECT e.id, coalesce(max(r.revision_number), 0) AS last
FROM endpoints AS e
LEFT JOIN deployment_revisions AS r ON r.endpoint = e.id
WHERE e.current_revision IS NULL AND e.image IS NOT NULL AND e.lifecycle_stage <> 'destroyed'
GROUP BY e.id;
ANALYZE revised;

DO $$
DECLARE
    full_endpoint uuid;
BEGIN
    SELECT id INTO full_endpoint FROM revised WHERE last = 2147483647 ORDER BY id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'endpoints %: it needs a revision after the number 2147483647 in deployment_revisions, which is '
            'the last there can be', full_endpoint;
    END IF;
END
$$;

WITH made AS (
    INSERT INTO deployment_revisions (
        endpoint, revision_number, image, model, model_mount_destination, model_definition_path, resource_group,
        resource_slots, resource_opts, cluster_mode, cluster_size, startup_command, bootstrap_script, environ,
        callback_url, runtime_variant, extra_mounts, created_at
    )
    SELECT e.id, revised.last + 1, e.image, e.model, e.model_mount_destination, e.model_definition_path,
           e.resource_group, e.resource_slots, coalesce(e.resource_opts, '{}'), e.cluster_mode, e.cluster_size,
           e.startup_command, e.bootstrap_script, coalesce(e.environ, '{}'), e.callback_url, e.runtime_variant,
           e.extra_mounts, coalesce(e.created_at, now())
    FROM revised
    JOIN endpoints AS e ON e.id = revised.id
    RETURNING id, endpoint
)
UPDATE endpoints SET current_revision = made.id FROM made WHERE made.endpoint = endpoints.id;

UPDATE routings
SET revision = e.current_revision
FROM endpoints AS e
WHERE e.id = routings.endpoint AND routings.revision IS NULL AND e.current_revision IS NOT NULL;

DROP TABLE revised;
