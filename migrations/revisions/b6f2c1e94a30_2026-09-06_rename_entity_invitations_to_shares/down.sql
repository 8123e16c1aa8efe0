-- loses: shares without an address or without a sharer; recipients and expiry times of the others

DELETE FROM entity_shares WHERE recipient_email IS NULL OR sharer_user_id IS NULL;

DROP INDEX uq_entity_shares_live_email;

-- Databases that were not upgraded by this program have the key under its second name. The other constraints
-- and indexes go with their columns.
ALTER TABLE entity_shares
    DROP CONSTRAINT IF EXISTS fk_entity_shares_sharer_user_id_users,
    DROP CONSTRAINT IF EXISTS sharer_user_id,
    DROP CONSTRAINT target,
    DROP COLUMN recipient_entity_type,
    DROP COLUMN recipient_entity_id,
    DROP COLUMN expires_at;

ALTER INDEX ix_entity_shares_target RENAME TO ix_entity_invitations_target;
ALTER INDEX ix_entity_shares_recipient_email RENAME TO ix_entity_invitations_invitee_email;
ALTER TABLE entity_shares RENAME COLUMN recipient_email TO invitee_email;
ALTER TABLE entity_shares RENAME COLUMN sharer_user_id TO inviter_user_id;
ALTER TABLE entity_shares RENAME CONSTRAINT pk_entity_shares TO pk_entity_invitations;
ALTER TABLE entity_shares RENAME TO entity_invitations;

ALTER TABLE entity_invitations
    ALTER COLUMN inviter_user_id SET NOT NULL,
    ALTER COLUMN invitee_email SET NOT NULL,
    ADD CONSTRAINT fk_entity_invitations_inviter_user_id_users
        FOREIGN KEY (inviter_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE UNIQUE INDEX uq_entity_invitations_pending
    ON entity_invitations (invitee_email, target_entity_type, target_entity_id)
    WHERE status = 'pending';
