-- An invitation becomes a share, which is offered to an address or straight to another entity, and may expire.
-- What an accepted one was accepted into is the personal project of the user with that address.

ALTER TABLE entity_invitations RENAME TO entity_shares;
ALTER TABLE entity_shares RENAME CONSTRAINT pk_entity_invitations TO pk_entity_shares;
ALTER TABLE entity_shares RENAME COLUMN inviter_user_id TO sharer_user_id;
ALTER TABLE entity_shares RENAME COLUMN invitee_email TO recipient_email;
DROP INDEX uq_entity_invitations_pending;
ALTER INDEX ix_entity_invitations_target RENAME TO ix_entity_shares_target;
ALTER INDEX ix_entity_invitations_invitee_email RENAME TO ix_entity_shares_recipient_email;

ALTER TABLE entity_shares
    DROP CONSTRAINT fk_entity_invitations_inviter_user_id_users,
    ALTER COLUMN sharer_user_id DROP NOT NULL,
    ALTER COLUMN recipient_email DROP NOT NULL,
    ADD COLUMN recipient_entity_type varchar(32),
    ADD COLUMN recipient_entity_id uuid,
    ADD COLUMN expires_at timestamptz;

DELETE FROM entity_shares AS s
WHERE NOT EXISTS (
    SELECT FROM virtual_entities
    WHERE entity_type = s.target_entity_type AND entity_id = s.target_entity_id
);

UPDATE entity_shares AS s
SET recipient_entity_type = 'project', recipient_entity_id = g.id
FROM users AS u
JOIN groups AS g ON g.type = 'personal' AND g.creator_id = u.uuid
WHERE s.recipient_email = u.email AND s.status = 'accepted';

-- A recipient is a node of the graph, which the personal projects are not yet.
INSERT INTO virtual_entities (entity_type, entity_id)
SELECT DISTINCT recipient_entity_type, recipient_entity_id
FROM entity_shares
WHERE recipient_entity_id IS NOT NULL
ON CONFLICT (entity_type, entity_id) DO NOTHING;

ALTER TABLE entity_shares
    ADD CONSTRAINT fk_entity_shares_sharer_user_id_users
        FOREIGN KEY (sharer_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE SET NULL,
    ADD CONSTRAINT target
        FOREIGN KEY (target_entity_type, target_entity_id)
        REFERENCES virtual_entities (entity_type, entity_id) ON DELETE CASCADE,
    ADD CONSTRAINT recipient
        FOREIGN KEY (recipient_entity_type, recipient_entity_id)
        REFERENCES virtual_entities (entity_type, entity_id) MATCH FULL ON DELETE CASCADE,
    ADD CONSTRAINT ck_entity_shares_addressed
        CHECK (recipient_entity_type IS NOT NULL OR recipient_email IS NOT NULL),
    ADD CONSTRAINT ck_entity_shares_accepted_does_not_expire
        CHECK (status <> 'accepted' OR expires_at IS NULL);
CREATE UNIQUE INDEX uq_entity_shares_live_email
    ON entity_shares (recipient_email, target_entity_type, target_entity_id)
    WHERE status IN ('pending', 'accepted') AND recipient_email IS NOT NULL;
CREATE UNIQUE INDEX uq_entity_shares_live_recipient
    ON entity_shares (recipient_entity_type, recipient_entity_id, target_entity_type, target_entity_id)
    WHERE status IN ('pending', 'accepted') AND recipient_entity_type IS NOT NULL;
CREATE INDEX ix_entity_shares_recipient ON entity_shares (recipient_entity_type, recipient_entity_id);
