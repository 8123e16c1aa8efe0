-- A permission holds in the scope of its role and names none itself. Rows that name another scope than their
-- role's would change their meaning, so they go where nothing would be left of them anyway, and move to a role
-- of their own otherwise.

-- What sharing a folder and opening an app of a session granted: later revisions know it from where it came. Those
-- of system roles that a later revision makes anew from their preset, or drops.
DELETE FROM permissions AS p
USING roles AS r
WHERE r.id = p.role_id
    AND (p.scope_type, p.scope_id) IS DISTINCT FROM (r.scope_type, r.scope_id::text)
    AND (
        p.scope_type = 'vfolder'
        OR p.entity_type = 'session:app_service'
        OR r.source = 'system' AND (
            r.role_preset_id IS NULL
            OR r.role_preset_id IN (
                '9ebf4f57-9e67-5631-997a-d2d79cc3815f',
                '22c4db03-24aa-5ff8-b5a9-64b2a2182413',
                '06057849-3534-546f-b74c-b79d5d3ecf5e',
                '776c1366-dcf3-5abd-b8de-bc3ad3b759ad'
            )
        )
    );

-- The scope is gone, or not named by its id.
DELETE FROM permissions AS p
USING roles AS r
WHERE r.id = p.role_id
    AND (p.scope_type, p.scope_id) IS DISTINCT FROM (r.scope_type, r.scope_id::text)
    AND p.scope_type IN ('user', 'project', 'domain')
    AND NOT EXISTS (
        SELECT
        FROM (
            SELECT 'user' AS type, uuid::text AS id FROM users
            UNION ALL
            SELECT 'project', id::text FROM groups
            UNION ALL
            SELECT 'domain', id::text FROM domains
        ) AS scope
        WHERE scope.type = p.scope_type AND scope.id = p.scope_id
    );

DO $$
DECLARE
    others text;
BEGIN
    SELECT string_agg(format('%s (%s) in %s %s', name, id, scope_type, scope_id), '; ') INTO others
    FROM (
        SELECT DISTINCT r.name, r.id, p.scope_type, p.scope_id
        FROM permissions AS p
        JOIN roles AS r ON r.id = p.role_id
        WHERE (p.scope_type, p.scope_id) IS DISTINCT FROM (r.scope_type, r.scope_id::text)
            AND p.scope_type NOT IN ('user', 'project', 'domain')
        ORDER BY r.name, r.id, p.scope_type, p.scope_id
        LIMIT 20
    ) AS p;
    IF others IS NOT NULL THEN
        RAISE EXCEPTION 'permissions: a role holds them in its own scope only, or in a user, project or domain that a new role can be made for; delete those of: %', others;
    END IF;
END
$$;

-- For each other scope a custom role of the same name, with the same holders.
CREATE TEMPORARY TABLE split AS
SELECT uuid_generate_v7() AS id, p.role_id AS origin, p.scope_type, p.scope_id
FROM (
    SELECT DISTINCT p.role_id, p.scope_type, p.scope_id::uuid AS scope_id
    FROM permissions AS p
    JOIN roles AS r ON r.id = p.role_id
    WHERE (p.scope_type, p.scope_id) IS DISTINCT FROM (r.scope_type, r.scope_id::text)
) AS p;
ANALYZE split;

INSERT INTO roles (id, name, description, source, status, auto_assign, scope_type, scope_id)
SELECT split.id, r.name, r.description, 'custom', r.status, false, split.scope_type, split.scope_id
FROM split
JOIN roles AS r ON r.id = split.origin;

UPDATE permissions AS p
SET role_id = split.id
FROM split
WHERE p.role_id = split.origin AND p.scope_type = split.scope_type AND p.scope_id = split.scope_id::text;

INSERT INTO user_roles (user_id, role_id, granted_by, granted_at)
SELECT held.user_id, split.id, held.granted_by, held.granted_at
FROM split
JOIN user_roles AS held ON held.role_id = split.origin;

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'role', id FROM split
UNION
SELECT scope_type, scope_id FROM split
ON CONFLICT (entity_type, entity_id) DO NOTHING;

WITH edge AS (
    SELECT role.id AS role, scope.id AS scope
    FROM split
    JOIN virtual_entities AS role ON role.entity_type = 'role' AND role.entity_id = split.id
    JOIN virtual_entities AS scope ON scope.entity_type = split.scope_type AND scope.entity_id = split.scope_id
), membership AS (
    INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
    SELECT role, role, false FROM edge
    UNION ALL
    SELECT scope, role, false FROM edge
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT role, role FROM edge
UNION ALL
SELECT role, scope FROM edge;

DROP TABLE split;

-- The old unique constraint and the indexes go with the columns.
ALTER TABLE permissions
    DROP COLUMN scope_type,
    DROP COLUMN scope_id,
    ADD CONSTRAINT uq_permissions_role_entity_permission UNIQUE (role_id, entity_type, permission);
CREATE INDEX ix_permissions_entity ON permissions (entity_type) INCLUDE (permission, role_id);
