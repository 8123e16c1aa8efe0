-- loses: the values of resource_slot_types.description, display_icon, display_unit, number_format

ALTER TABLE resource_slot_types
    DROP COLUMN description,
    DROP COLUMN display_icon,
    DROP COLUMN display_unit,
    DROP COLUMN number_format,
    ALTER COLUMN display_name DROP NOT NULL,
    ALTER COLUMN display_name DROP DEFAULT;

-- TODO: rows
