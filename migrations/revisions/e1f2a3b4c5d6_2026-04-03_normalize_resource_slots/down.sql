-- loses: how quantities of slots were written (32g comes back as 34359738368)

ALTER TABLE deployment_revisions ADD COLUMN resource_slots jsonb NOT NULL DEFAULT '{}';
ALTER TABLE deployment_revisions ALTER COLUMN resource_slots DROP DEFAULT;
UPDATE deployment_revisions
SET resource_slots = slots.document
FROM (
    SELECT revision_id, jsonb_object_agg(slot_name, trim_scale(quantity)::text) AS document
    FROM deployment_revision_resource_slots
    GROUP BY revision_id
) AS slots
WHERE slots.revision_id = deployment_revisions.id;

ALTER TABLE deployment_revision_presets ADD COLUMN resource_slots jsonb NOT NULL DEFAULT '[]';
UPDATE deployment_revision_presets
SET resource_slots = slots.document
FROM (
    SELECT preset_id, jsonb_agg(
        jsonb_build_object('resource_type', slot_name, 'quantity', trim_scale(quantity)::text) ORDER BY slot_name
    ) AS document
    FROM preset_resource_slots
    GROUP BY preset_id
) AS slots
WHERE slots.preset_id = deployment_revision_presets.id;

ALTER TABLE model_cards ADD COLUMN min_resource jsonb;
UPDATE model_cards
SET min_resource = slots.document
FROM (
    SELECT model_card_id,
           jsonb_build_object('slots', jsonb_object_agg(slot_name, trim_scale(min_quantity)::text)) AS document
    FROM model_card_resource_requirements
    GROUP BY model_card_id
) AS slots
WHERE slots.model_card_id = model_cards.id;

DROP TABLE deployment_revision_resource_slots;
DROP TABLE preset_resource_slots;
DROP TABLE model_card_resource_requirements;
