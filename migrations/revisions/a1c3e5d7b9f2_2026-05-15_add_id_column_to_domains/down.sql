-- loses: the values of domains.id

ALTER TABLE groups ALTER COLUMN total_resource_slots DROP NOT NULL;

ALTER TABLE domains
    DROP COLUMN id,
    ALTER COLUMN is_active DROP NOT NULL,
    ALTER COLUMN total_resource_slots DROP NOT NULL,
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN modified_at DROP NOT NULL;
