-- What a group may use in all; nothing is set so far. Domains, groups and users may be those of another system.

ALTER TABLE domains
    ADD COLUMN integration_id varchar(512),
    ALTER COLUMN total_resource_slots DROP NOT NULL;
ALTER TABLE groups
    ADD COLUMN integration_id varchar(512),
    ADD COLUMN total_resource_slots jsonb;
UPDATE groups SET total_resource_slots = '{}';
ALTER TABLE users ADD COLUMN integration_id varchar(512);
