-- What an endpoint runs is a revision of it. Each endpoint that is not destroyed and has an image gets its first
-- one.

CREATE TABLE deployment_revisions (
    id                      uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint                uuid NOT NULL,
    revision_number         integer NOT NULL,
    image                   uuid NOT NULL,
    model                   uuid,
    model_mount_destination varchar(1024) NOT NULL DEFAULT '/models',
    model_definition_path   varchar(128),
    model_definition        jsonb,
    resource_group          varchar(64) NOT NULL,
    resource_slots          jsonb NOT NULL,
    resource_opts           jsonb NOT NULL DEFAULT '{}',
    cluster_mode            varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size            integer NOT NULL DEFAULT 1,
    startup_command         text,
    bootstrap_script        varchar(16384),
    environ                 jsonb NOT NULL DEFAULT '{}',
    callback_url            text,
    runtime_variant         varchar(64) NOT NULL,
    extra_mounts            jsonb NOT NULL DEFAULT '[]',
    created_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_revisions PRIMARY KEY (id),
    CONSTRAINT uq_deployment_revisions_endpoint_revision_number UNIQUE (endpoint, revision_number)
);
CREATE INDEX ix_deployment_revisions_endpoint ON deployment_revisions (endpoint);

ALTER TABLE endpoints
    ADD COLUMN current_revision uuid,
    ADD COLUMN deploying_revision uuid;

INSERT INTO deployment_revisions (
    endpoint, revision_number, image, model, model_mount_destination, model_definition_path, resource_group,
    resource_slots, resource_opts, cluster_mode, cluster_size, startup_command, bootstrap_script, environ,
    callback_url, runtime_variant, extra_mounts, created_at
)
SELECT id, 1, image, model, model_mount_destination, model_definition_path, resource_group,
       resource_slots, coalesce(resource_opts, '{}'), cluster_mode, cluster_size, startup_command, bootstrap_script,
       coalesce(environ, '{}'), callback_url, runtime_variant, extra_mounts, coalesce(created_at, now())
FROM endpoints
WHERE lifecycle_stage <> 'destroyed' AND image IS NOT NULL;

UPDATE endpoints SET current_revision = r.id
FROM deployment_revisions AS r
WHERE r.endpoint = endpoints.id AND r.revision_number = 1;
