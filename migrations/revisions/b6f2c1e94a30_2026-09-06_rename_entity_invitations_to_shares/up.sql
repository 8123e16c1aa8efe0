CREATE TABLE entity_shares (
    id                    uuid NOT NULL DEFAULT uuid_generate_v7(),
    sharer_user_id        uuid,
    recipient_entity_type varchar(32),
    recipient_entity_id   uuid,
    recipient_email       varchar(64),
    target_entity_type    varchar(32) NOT NULL,
    target_entity_id      uuid NOT NULL,
    permission_cap        smallint,
    expires_at            timestamptz,
    status                varchar(64) NOT NULL DEFAULT 'pending',
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_shares PRIMARY KEY (id),
    CONSTRAINT ck_entity_shares_accepted_does_not_expire CHECK ((status <> 'accepted') OR (expires_at IS NULL)),
    CONSTRAINT ck_entity_shares_addressed
        CHECK ((recipient_entity_type IS NOT NULL) OR (recipient_email IS NOT NULL)),
    CONSTRAINT recipient
        FOREIGN KEY (recipient_entity_type, recipient_entity_id) REFERENCES virtual_entities (entity_type, entity_id) MATCH FULL ON DELETE CASCADE,
    CONSTRAINT sharer_user_id
        FOREIGN KEY (sharer_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE SET NULL,
    CONSTRAINT target
        FOREIGN KEY (target_entity_type, target_entity_id) REFERENCES virtual_entities (entity_type, entity_id) ON DELETE CASCADE
);
CREATE INDEX ix_entity_shares_recipient ON entity_shares (recipient_entity_type, recipient_entity_id);
CREATE INDEX ix_entity_shares_recipient_email ON entity_shares (recipient_email);
CREATE INDEX ix_entity_shares_target ON entity_shares (target_entity_type, target_entity_id);
CREATE UNIQUE INDEX uq_entity_shares_live_email ON entity_shares (recipient_email, target_entity_type, target_entity_id)
    WHERE (status IN ('pending', 'accepted')) AND (recipient_email IS NOT NULL);
CREATE UNIQUE INDEX uq_entity_shares_live_recipient ON entity_shares (recipient_entity_type, recipient_entity_id, target_entity_type, target_entity_id)
    WHERE (status IN ('pending', 'accepted')) AND (recipient_entity_type IS NOT NULL);

DROP TABLE entity_invitations;

-- TODO: rows
