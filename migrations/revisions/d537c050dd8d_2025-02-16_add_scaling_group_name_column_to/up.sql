-- A preset can be for one scaling group, so its name no longer identifies it.

ALTER TABLE resource_presets
    DROP CONSTRAINT pk_resource_presets,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD COLUMN scaling_group_name varchar(64) DEFAULT NULL,
    ADD CONSTRAINT pk_resource_presets PRIMARY KEY (id);
