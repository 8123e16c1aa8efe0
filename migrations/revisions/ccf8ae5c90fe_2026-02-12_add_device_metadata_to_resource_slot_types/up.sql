ALTER TABLE resource_slot_types
    ALTER COLUMN display_name SET NOT NULL,
    ALTER COLUMN display_name SET DEFAULT '',
    ADD COLUMN description varchar(256) NOT NULL DEFAULT '',
    ADD COLUMN display_unit varchar(32) NOT NULL DEFAULT '',
    ADD COLUMN display_icon varchar(64) NOT NULL DEFAULT '',
    ADD COLUMN number_format jsonb NOT NULL DEFAULT '{"binary": false, "round_length": 0}';

-- TODO: rows
