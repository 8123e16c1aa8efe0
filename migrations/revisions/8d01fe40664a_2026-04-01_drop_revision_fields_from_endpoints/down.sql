-- loses: what endpoints say beside their revision (one without any names the image 00000000-0000-0000-0000-000000000000)

-- An endpoint has again what its current revision runs, or its last one where the current one is gone. The schema wants
-- an image of each that is not destroyed.

ALTER TABLE endpoints
    ADD COLUMN image uuid,
    ADD COLUMN model uuid,
    ADD COLUMN model_mount_destination varchar(1024) NOT NULL DEFAULT '/models',
    ADD COLUMN model_definition_path varchar(128),
    ADD COLUMN resource_slots jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN resource_opts jsonb,
    ADD COLUMN cluster_mode varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    ADD COLUMN cluster_size integer NOT NULL DEFAULT 1,
    ADD COLUMN startup_command text,
    ADD COLUMN bootstrap_script varchar(16384),
    ADD COLUMN environ jsonb,
    ADD COLUMN callback_url text,
    ADD COLUMN runtime_variant varchar(64) NOT NULL DEFAULT 'custom',
    ADD COLUMN extra_mounts jsonb NOT NULL DEFAULT '[]';

UPDATE endpoints
SET image = r.image,
    model = v.id,
    model_mount_destination = r.model_mount_destination,
    model_definition_path = r.model_definition_path,
    resource_slots = r.resource_slots,
    resource_opts = r.resource_opts,
    cluster_mode = r.cluster_mode,
    cluster_size = r.cluster_size,
    startup_command = r.startup_command,
    bootstrap_script = r.bootstrap_script,
    environ = r.environ,
    callback_url = r.callback_url,
    runtime_variant = r.runtime_variant,
    extra_mounts = r.extra_mounts
FROM (
    SELECT DISTINCT ON (e.id) e.id AS endpoint_id, r.*
    FROM endpoints AS e
    JOIN deployment_revisions AS r ON r.endpoint = e.id
    ORDER BY e.id, (r.id = e.current_revision) IS TRUE DESC, r.revision_number DESC
) AS r
LEFT JOIN vfolders AS v ON v.id = r.model
WHERE r.endpoint_id = endpoints.id;

UPDATE endpoints
SET image = '00000000-0000-0000-0000-000000000000'
WHERE image IS NULL AND lifecycle_stage <> 'destroyed';

ALTER TABLE endpoints
    ALTER COLUMN resource_slots DROP DEFAULT,
    ALTER COLUMN runtime_variant DROP DEFAULT,
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL),
    ADD CONSTRAINT fk_endpoints_model_vfolders FOREIGN KEY (model) REFERENCES vfolders (id) ON DELETE SET NULL;
