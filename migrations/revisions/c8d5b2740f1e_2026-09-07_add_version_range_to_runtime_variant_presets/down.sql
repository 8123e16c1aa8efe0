-- loses: the values of runtime_variant_presets.added_version, deprecated_version

ALTER TABLE runtime_variant_presets
    DROP COLUMN added_version_major,
    DROP COLUMN added_version_minor,
    DROP COLUMN added_version_patch,
    DROP COLUMN deprecated_version_major,
    DROP COLUMN deprecated_version_minor,
    DROP COLUMN deprecated_version_patch,
    DROP COLUMN added_version,
    DROP COLUMN deprecated_version;
