-- loses: all rows of association_scopes_entities but those of roles in their scope and users in their project

CREATE TABLE association_scopes_entities (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    scope_type     varchar(32) NOT NULL,
    scope_id       varchar(64) NOT NULL,
    entity_type    varchar(32) NOT NULL,
    entity_id      varchar(64) NOT NULL,
    relation_type  varchar(32) NOT NULL DEFAULT 'auto',
    permission_cap smallint,
    registered_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_association_scopes_entities PRIMARY KEY (id),
    CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_type, scope_id, entity_id)
);

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT scope_type, scope_id::text, 'role', id::text FROM roles
UNION
SELECT holder.entity_type, holder.entity_id::text, member.entity_type, member.entity_id::text
FROM entity_memberships AS m
JOIN virtual_entities AS holder ON holder.id = m.virtual_entity_id AND holder.entity_type = 'project'
JOIN virtual_entities AS member ON member.id = m.member_entity_id AND member.entity_type = 'user';

CREATE INDEX ix_association_scopes_entities_entity ON association_scopes_entities (entity_type, entity_id);
