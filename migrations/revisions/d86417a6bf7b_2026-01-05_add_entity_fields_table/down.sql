-- loses: all rows of entity_fields

DROP TABLE entity_fields;

ALTER TABLE domains
    ALTER COLUMN is_active DROP NOT NULL,
    ALTER COLUMN total_resource_slots DROP NOT NULL,
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN modified_at DROP NOT NULL;
ALTER TABLE groups ALTER COLUMN total_resource_slots DROP NOT NULL;
ALTER TABLE app_configs
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN modified_at DROP NOT NULL;
ALTER TABLE endpoints ALTER COLUMN resource_group TYPE varchar(64);
