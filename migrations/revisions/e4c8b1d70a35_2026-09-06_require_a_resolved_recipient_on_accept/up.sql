ALTER TABLE entity_shares
    ADD CONSTRAINT ck_entity_shares_accepted_resolved
    CHECK ((status <> 'accepted') OR (recipient_entity_type IS NOT NULL));

-- TODO: rows
