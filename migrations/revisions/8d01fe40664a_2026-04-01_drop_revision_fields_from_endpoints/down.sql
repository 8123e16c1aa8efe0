ALTER TABLE endpoints
    ADD COLUMN image uuid,
    ADD COLUMN model uuid,
    ADD COLUMN model_mount_destination varchar(1024) NOT NULL DEFAULT '/models',
    ADD COLUMN startup_command text,
    ADD COLUMN bootstrap_script varchar(16384),
    ADD COLUMN callback_url text,
    ADD COLUMN environ jsonb,
    ADD COLUMN runtime_variant varchar(64) NOT NULL,
    ADD COLUMN model_definition_path varchar(128),
    ADD COLUMN resource_slots jsonb NOT NULL,
    ADD COLUMN resource_opts jsonb,
    ADD COLUMN cluster_mode varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    ADD COLUMN cluster_size integer NOT NULL DEFAULT 1,
    ADD COLUMN extra_mounts jsonb NOT NULL DEFAULT '[]';

ALTER TABLE endpoints
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
    CHECK ((lifecycle_stage = 'destroyed'::endpointlifecycle) OR (image IS NOT NULL));

ALTER TABLE endpoints
    ADD CONSTRAINT fk_endpoints_model_vfolders FOREIGN KEY (model) REFERENCES vfolders (id) ON DELETE SET NULL;

-- TODO: rows
