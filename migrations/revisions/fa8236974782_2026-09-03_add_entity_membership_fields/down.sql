-- loses: the values of entity_memberships.id; all rows of entity_membership_fields, and caps to some fields only

ALTER TABLE entity_memberships ADD COLUMN permission_cap smallint;

UPDATE entity_memberships AS m
SET permission_cap = coalesce(
    (SELECT sum(c.permission) FROM entity_membership_caps AS c WHERE c.membership_id = m.id AND c.all_fields), 0
)
WHERE capped;

DROP TABLE entity_membership_fields;
DROP TABLE entity_membership_caps;

-- The primary key and the index go with their columns.
ALTER TABLE entity_memberships
    DROP COLUMN id,
    DROP COLUMN capped,
    DROP CONSTRAINT uq_entity_memberships_edge,
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, member_entity_id);
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id)
    INCLUDE (virtual_entity_id, permission_cap);
