-- A role sits in one scope from here on: in that which most of its permissions name. Of scopes named equally
-- often it is the one that sorts last. A role that names no scope of the permission graph goes, with its
-- holders. The scope owns the role and governs it, and no other scope owns it.

-- Revisions that ran before in the same transaction have written most of these rows: the plans below want to know.
ANALYZE permissions, roles, virtual_entities, entity_memberships, scope_bindings;

CREATE TEMPORARY TABLE sitting AS
WITH named AS (
    SELECT
        role_id,
        scope_type,
        -- As a UUID may be written: with or without hyphens, in braces, as a URN. What is none names no scope. Scopes are few: OFFSET
        -- keeps their names from being taken apart for each permission.
        CASE WHEN bare ~* '^[0-9a-f]{32}$' THEN bare::uuid END AS scope_id,
        permissions
    FROM (
        SELECT
            role_id,
            scope_type,
            replace(btrim(replace(replace(scope_id, 'urn:', ''), 'uuid:', ''), '{}'), '-', '') AS bare,
            sum(permissions) AS permissions
        FROM (SELECT role_id, scope_type, scope_id, count(*) AS permissions FROM permissions GROUP BY 1, 2, 3 OFFSET 0) AS p
        GROUP BY 1, 2, 3
    ) AS p
), most AS (
    SELECT DISTINCT ON (role_id) role_id, scope_type, scope_id
    FROM named
    WHERE scope_id IS NOT NULL
    ORDER BY role_id, permissions DESC, scope_type COLLATE "C" DESC, scope_id DESC
)
SELECT r.id AS role, r.role_preset_id AS preset, node.entity_type, node.entity_id, node.id AS scope
FROM most
JOIN roles AS r ON r.id = most.role_id
JOIN virtual_entities AS node ON node.entity_type = most.scope_type AND node.entity_id = most.scope_id;
ANALYZE sitting;

DO $$
DECLARE
    doubles text;
BEGIN
    SELECT string_agg(format('%s in %s %s: %s', preset, entity_type, entity_id, of_one), '; ') INTO doubles
    FROM (
        SELECT preset, entity_type, entity_id, string_agg(role::text, ', ' ORDER BY role) AS of_one
        FROM sitting
        WHERE preset IS NOT NULL
        GROUP BY 1, 2, 3
        HAVING count(*) > 1
        ORDER BY 1, 2, 3
        LIMIT 20
    ) AS d;
    IF doubles IS NOT NULL THEN
        RAISE EXCEPTION 'roles: a preset has one role in a scope; delete all but one of: %', doubles;
    END IF;
END
$$;

CREATE TEMPORARY TABLE gone AS
SELECT id FROM roles WHERE id NOT IN (SELECT role FROM sitting);
ANALYZE gone;

DELETE FROM object_permissions WHERE role_id IN (SELECT id FROM gone);
DELETE FROM association_scopes_entities
WHERE entity_type = 'role' AND entity_id IN (SELECT id::text FROM gone);
DELETE FROM virtual_entities WHERE entity_type = 'role' AND entity_id IN (SELECT id FROM gone);
DELETE FROM roles WHERE id IN (SELECT id FROM gone);

ALTER TABLE roles ADD COLUMN scope_type varchar(32), ADD COLUMN scope_id uuid;

UPDATE roles
SET scope_type = sitting.entity_type, scope_id = sitting.entity_id
FROM sitting
WHERE sitting.role = roles.id;

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'role', role FROM sitting
ON CONFLICT (entity_type, entity_id) DO NOTHING;

CREATE TEMPORARY TABLE edge AS
SELECT node.id AS role, sitting.scope
FROM sitting
JOIN virtual_entities AS node ON node.entity_type = 'role' AND node.entity_id = sitting.role;
ANALYZE edge;

DELETE FROM entity_memberships AS m
USING edge
WHERE m.member_entity_id = edge.role AND m.virtual_entity_id NOT IN (edge.role, edge.scope) AND NOT m.capped;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT role, role, false FROM edge
UNION
SELECT scope, role, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO UPDATE SET capped = false WHERE entity_memberships.capped;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT role, role FROM edge
UNION
SELECT role, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge, gone, sitting;

ALTER TABLE roles
    ALTER COLUMN scope_type SET NOT NULL,
    ALTER COLUMN scope_id SET NOT NULL,
    ADD CONSTRAINT fk_roles_scope_virtual_entities
        FOREIGN KEY (scope_type, scope_id) REFERENCES virtual_entities (entity_type, entity_id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_roles_scope ON roles (scope_type, scope_id);
CREATE UNIQUE INDEX uq_roles_preset_scope ON roles (role_preset_id, scope_type, scope_id)
    WHERE role_preset_id IS NOT NULL;
