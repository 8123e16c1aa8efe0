-- Who has accepted is known; an accepted share whose address belongs to no user is of no use to anyone.

DELETE FROM entity_shares WHERE status = 'accepted' AND recipient_entity_type IS NULL;

ALTER TABLE entity_shares
    ADD CONSTRAINT ck_entity_shares_accepted_resolved
        CHECK (status <> 'accepted' OR recipient_entity_type IS NOT NULL);
