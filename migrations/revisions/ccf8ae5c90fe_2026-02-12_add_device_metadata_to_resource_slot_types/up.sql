-- Slot types tell how they are shown. Fourteen are known, eight of them new; the six that are there already get the new
-- names and ranks, types that came from agents and kernels stay without.

UPDATE resource_slot_types SET display_name = '' WHERE display_name IS NULL;
ALTER TABLE resource_slot_types
    ALTER COLUMN display_name SET DEFAULT '',
    ALTER COLUMN display_name SET NOT NULL,
    ADD COLUMN description varchar(256) NOT NULL DEFAULT '',
    ADD COLUMN display_unit varchar(32) NOT NULL DEFAULT '',
    ADD COLUMN display_icon varchar(64) NOT NULL DEFAULT '',
    ADD COLUMN number_format jsonb NOT NULL DEFAULT '{"binary": false, "round_length": 0}';

INSERT INTO resource_slot_types (
    slot_name, slot_type, display_name, description, display_unit, display_icon, number_format, rank
)
SELECT slot_name, slot_type, display_name, description, display_unit, display_icon, number_format, rank
FROM jsonb_to_recordset(:'file resource_slot_types.json'::jsonb) AS seed (
    slot_name text, slot_type text, display_name text, description text,
    display_unit text, display_icon text, number_format jsonb, rank integer
)
ON CONFLICT (slot_name) DO UPDATE
SET display_name = excluded.display_name,
    description = excluded.description,
    display_unit = excluded.display_unit,
    display_icon = excluded.display_icon,
    number_format = excluded.number_format,
    rank = excluded.rank;
