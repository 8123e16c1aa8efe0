-- What an endpoint runs is in its revisions alone.

ALTER TABLE endpoints
    DROP COLUMN image,
    DROP COLUMN model,
    DROP COLUMN model_mount_destination,
    DROP COLUMN model_definition_path,
    DROP COLUMN resource_slots,
    DROP COLUMN resource_opts,
    DROP COLUMN cluster_mode,
    DROP COLUMN cluster_size,
    DROP COLUMN startup_command,
    DROP COLUMN bootstrap_script,
    DROP COLUMN environ,
    DROP COLUMN callback_url,
    DROP COLUMN runtime_variant,
    DROP COLUMN extra_mounts,
    ALTER COLUMN resource_group TYPE varchar;
