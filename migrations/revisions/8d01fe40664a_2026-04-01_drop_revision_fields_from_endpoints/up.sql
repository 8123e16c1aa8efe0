ALTER TABLE endpoints
    DROP COLUMN bootstrap_script,
    DROP COLUMN callback_url,
    DROP COLUMN cluster_mode,
    DROP COLUMN cluster_size,
    DROP COLUMN environ,
    DROP COLUMN extra_mounts,
    DROP COLUMN image,
    DROP COLUMN model,
    DROP COLUMN model_definition_path,
    DROP COLUMN model_mount_destination,
    DROP COLUMN resource_opts,
    DROP COLUMN resource_slots,
    DROP COLUMN runtime_variant,
    DROP COLUMN startup_command;

-- TODO: rows
