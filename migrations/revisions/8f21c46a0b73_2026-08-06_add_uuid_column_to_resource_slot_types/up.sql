-- The slot types that come with a release have the same uuid in every database.

ALTER TABLE resource_slot_types ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4();

UPDATE resource_slot_types AS t
SET uuid = r.uuid
FROM jsonb_to_recordset(:'file slot_uuids.json'::jsonb) AS r (slot_name text, uuid uuid)
WHERE t.slot_name = r.slot_name;

ALTER TABLE resource_slot_types ADD CONSTRAINT uq_resource_slot_types_uuid UNIQUE (uuid);
