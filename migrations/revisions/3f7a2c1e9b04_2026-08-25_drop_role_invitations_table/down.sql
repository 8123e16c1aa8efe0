-- loses: all rows of role_invitations

CREATE TABLE role_invitations (
    id              uuid NOT NULL DEFAULT uuid_generate_v4(),
    inviter_user_id uuid,
    invitee_user_id uuid NOT NULL,
    role_id         uuid NOT NULL,
    state           varchar(64) NOT NULL DEFAULT 'pending',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_role_invitations PRIMARY KEY (id),
    CONSTRAINT fk_role_invitations_inviter_user_id_users
        FOREIGN KEY (inviter_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE SET NULL,
    CONSTRAINT fk_role_invitations_invitee_user_id_users
        FOREIGN KEY (invitee_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_role_invitations_role_id_roles
        FOREIGN KEY (role_id) REFERENCES roles (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_role_invitations_active ON role_invitations (invitee_user_id, role_id)
    WHERE state <> 'accepted';
