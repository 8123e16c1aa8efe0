CREATE TABLE entity_invitations (
    id                 uuid NOT NULL DEFAULT uuid_generate_v4(),
    inviter_user_id    uuid NOT NULL,
    invitee_email      varchar(64) NOT NULL,
    target_entity_type varchar(32) NOT NULL,
    target_entity_id   uuid NOT NULL,
    permission_cap     smallint,
    status             varchar(64) NOT NULL DEFAULT 'pending',
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_invitations PRIMARY KEY (id),
    CONSTRAINT fk_entity_invitations_inviter_user_id_users FOREIGN KEY (inviter_user_id)
        REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_entity_invitations_invitee_email ON entity_invitations (invitee_email);
CREATE INDEX ix_entity_invitations_target ON entity_invitations (target_entity_type, target_entity_id);
CREATE UNIQUE INDEX uq_entity_invitations_pending
    ON entity_invitations (invitee_email, target_entity_type, target_entity_id)
    WHERE status = 'pending';
