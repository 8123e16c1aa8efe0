CREATE TABLE entity_fields (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    entity_type varchar(64) NOT NULL,
    entity_id   varchar(64) NOT NULL,
    field_type  varchar(64) NOT NULL,
    field_id    varchar(64) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_fields PRIMARY KEY (id),
    CONSTRAINT uq_entity_fields_mapping UNIQUE (entity_type, entity_id, field_type, field_id)
);
CREATE INDEX ix_entity_fields_entity_lookup ON entity_fields (entity_type, entity_id);
CREATE INDEX ix_entity_fields_field_lookup ON entity_fields (field_type, field_id);

-- From 26.1 on, fresh databases have these columns NOT NULL: a domain that is not said to be active counts as inactive, as it does in queries;
-- no slots are an empty document; of two times the one stands in for the other.
UPDATE domains SET
    is_active = coalesce(is_active, false),
    total_resource_slots = coalesce(total_resource_slots, '{}'),
    created_at = coalesce(created_at, modified_at, now()),
    modified_at = coalesce(modified_at, created_at, now())
WHERE is_active IS NULL OR total_resource_slots IS NULL OR created_at IS NULL OR modified_at IS NULL;
UPDATE groups SET total_resource_slots = '{}' WHERE total_resource_slots IS NULL;
UPDATE app_configs SET
    created_at = coalesce(created_at, modified_at, now()),
    modified_at = coalesce(modified_at, created_at, now())
WHERE created_at IS NULL OR modified_at IS NULL;

ALTER TABLE domains
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN total_resource_slots SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN modified_at SET NOT NULL;
ALTER TABLE groups ALTER COLUMN total_resource_slots SET NOT NULL;
ALTER TABLE app_configs
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN modified_at SET NOT NULL;
ALTER TABLE endpoints ALTER COLUMN resource_group TYPE varchar;
