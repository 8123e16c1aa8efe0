ALTER TABLE entity_shares DROP CONSTRAINT ck_entity_shares_accepted_resolved;

-- TODO: rows
