-- loses: the uuids of slot types that do not come with a release

ALTER TABLE resource_slot_types DROP COLUMN uuid;
