-- The bits that a membership is capped to become a row each, with the fields that they hold for. A membership
-- without a cap stays without rows.

ALTER TABLE entity_memberships
    DROP CONSTRAINT pk_entity_memberships,
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v7(),
    ADD COLUMN capped boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (id),
    ADD CONSTRAINT uq_entity_memberships_edge UNIQUE (virtual_entity_id, member_entity_id);

CREATE TABLE entity_membership_caps (
    id            uuid NOT NULL DEFAULT uuid_generate_v7(),
    membership_id uuid NOT NULL,
    permission    smallint NOT NULL,
    all_fields    boolean NOT NULL DEFAULT true,
    CONSTRAINT pk_entity_membership_caps PRIMARY KEY (id),
    CONSTRAINT uq_entity_membership_caps_bit UNIQUE (membership_id, permission),
    CONSTRAINT ck_entity_membership_caps_single_bit
        CHECK (permission > 0 AND (permission & (permission - 1)) = 0),
    CONSTRAINT ck_entity_membership_caps_field_scope CHECK (all_fields OR permission IN (1, 2)),
    CONSTRAINT fk_entity_membership_caps_membership_id_entity_memberships
        FOREIGN KEY (membership_id) REFERENCES entity_memberships (id) ON DELETE CASCADE
);

CREATE TABLE entity_membership_fields (
    cap_id uuid NOT NULL,
    path   text NOT NULL,
    CONSTRAINT pk_entity_membership_fields PRIMARY KEY (cap_id, path),
    CONSTRAINT ck_entity_membership_fields_path CHECK (path <> ''),
    CONSTRAINT fk_entity_membership_fields_cap_id_entity_membership_caps
        FOREIGN KEY (cap_id) REFERENCES entity_membership_caps (id) ON DELETE CASCADE
);

UPDATE entity_memberships SET capped = true WHERE permission_cap IS NOT NULL;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT m.id, bit
FROM entity_memberships AS m
CROSS JOIN unnest(ARRAY[1, 2, 4, 8, 16]) AS bit
WHERE m.permission_cap & bit <> 0;

-- The index goes with the column.
ALTER TABLE entity_memberships DROP COLUMN permission_cap;
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id)
    INCLUDE (virtual_entity_id, capped);
