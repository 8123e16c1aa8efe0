-- Domains get an id. Where the Python manager has run d86417a6bf7b, columns are still empty that are filled there.
UPDATE domains SET
    is_active = coalesce(is_active, false),
    total_resource_slots = coalesce(total_resource_slots, '{}'),
    created_at = coalesce(created_at, modified_at, now()),
    modified_at = coalesce(modified_at, created_at, now())
WHERE is_active IS NULL OR total_resource_slots IS NULL OR created_at IS NULL OR modified_at IS NULL;

UPDATE groups SET total_resource_slots = '{}' WHERE total_resource_slots IS NULL;

ALTER TABLE domains
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_domains_id UNIQUE (id),
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN total_resource_slots SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN modified_at SET NOT NULL;

ALTER TABLE groups ALTER COLUMN total_resource_slots SET NOT NULL;
