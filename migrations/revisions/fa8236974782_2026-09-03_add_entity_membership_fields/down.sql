-- loses: all rows of entity_membership_caps, entity_membership_fields; the values of entity_memberships.capped, id

ALTER TABLE entity_memberships DROP CONSTRAINT uq_entity_memberships_edge;

ALTER TABLE entity_memberships
    DROP COLUMN capped,
    DROP COLUMN id,
    ADD COLUMN permission_cap smallint;

DROP TABLE entity_membership_fields;

DROP TABLE entity_membership_caps;

ALTER TABLE entity_memberships
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, member_entity_id);

CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id) INCLUDE (virtual_entity_id, permission_cap);

-- TODO: rows
