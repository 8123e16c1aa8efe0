CREATE TABLE role_invitations (
    id              uuid NOT NULL DEFAULT uuid_generate_v4(),
    inviter_user_id uuid,
    invitee_user_id uuid NOT NULL,
    role_id         uuid NOT NULL,
    state           varchar(64) NOT NULL DEFAULT 'pending',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz,
    CONSTRAINT pk_role_invitations PRIMARY KEY (id),
    CONSTRAINT fk_role_invitations_invitee_user_id_users
        FOREIGN KEY (invitee_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_role_invitations_inviter_user_id_users
        FOREIGN KEY (inviter_user_id) REFERENCES users (uuid) ON UPDATE CASCADE ON DELETE SET NULL,
    CONSTRAINT fk_role_invitations_role_id_roles
        FOREIGN KEY (role_id) REFERENCES roles (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_role_invitations_active ON role_invitations (invitee_user_id, role_id)
    WHERE state <> 'accepted';

-- Users answer invitations to roles; admins of projects send them and call them back.
INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT r.id, a.scope_type, a.scope_id, 'role:assignment', operation
FROM roles r
JOIN association_scopes_entities a ON a.entity_type = 'role' AND a.entity_id = r.id::text
JOIN (VALUES
    ('user', 'user-%', ARRAY['read', 'update']),
    ('user', 'role_user_%', ARRAY['read', 'update']),
    ('project', 'project-%-admin', ARRAY['create', 'read', 'soft-delete']),
    ('project', 'role_project_%_admin', ARRAY['create', 'read', 'soft-delete'])
) AS granted (scope_type, name, operations) ON a.scope_type = granted.scope_type AND r.name LIKE granted.name
CROSS JOIN unnest(granted.operations) AS operation
WHERE r.source = 'system'
ON CONFLICT DO NOTHING;

-- As fresh databases have it from here on.
ALTER TABLE route_history ALTER COLUMN category TYPE varchar(64);
