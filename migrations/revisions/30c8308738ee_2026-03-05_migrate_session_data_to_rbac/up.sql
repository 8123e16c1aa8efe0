-- Roles get permissions on sessions in each scope where they have any: all operations, or reading alone for members
-- (a domain's members get none). A session is in the scopes of its user and of its project.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT held.role_id, held.scope_type, held.scope_id, 'session', operation
FROM (SELECT DISTINCT role_id, scope_type, scope_id FROM permissions) AS held
JOIN roles AS r ON r.id = held.role_id
JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation ON r.name NOT LIKE '%member' OR (operation = 'read' AND held.scope_type <> 'domain')
ON CONFLICT DO NOTHING;

-- The most rows of all revisions up to here: keys made anew over the whole table cost a third of keys kept up row by row.
ALTER TABLE association_scopes_entities
    DROP CONSTRAINT pk_association_scopes_entities,
    DROP CONSTRAINT uq_scope_id_entity_id;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT scope_type, scope_id, 'session', entity_id
FROM (
    SELECT 'user' AS scope_type, user_uuid::text AS scope_id, id::text AS entity_id FROM sessions
    UNION ALL
    SELECT 'project', group_id::text, id::text FROM sessions
) AS s
WHERE NOT EXISTS (
    SELECT FROM association_scopes_entities AS a
    WHERE (a.scope_type, a.scope_id, a.entity_id) = (s.scope_type, s.scope_id, s.entity_id)
);

ALTER TABLE association_scopes_entities
    ADD CONSTRAINT pk_association_scopes_entities PRIMARY KEY (id),
    ADD CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_type, scope_id, entity_id);

-- For the plans of the revisions that follow in the same transaction: where it began before 25.19, nobody has looked at the others either.
ANALYZE association_scopes_entities, permissions, roles, user_roles, object_permissions;
