-- A system role names the preset that it was made from, where its name tells which: that of one preset alone,
-- with or without the first digits of the scope's id. The scopes of a role are those that it is associated
-- with, or a member of in the permission graph.

ALTER TABLE roles ADD COLUMN role_preset_id uuid;

-- No release before had templates for the names, so there is none to be rendered here.
DO $$
DECLARE
    template text := (
        SELECT format('%s (%s)', name, id)
        FROM role_presets
        WHERE role_name_template IS NOT NULL AND NOT deleted
        ORDER BY id
        LIMIT 1
    );
BEGIN
    IF template IS NOT NULL THEN
        RAISE EXCEPTION 'role_presets: % has a role_name_template, and roles named by a template cannot be matched to their preset here; set it to null', template;
    END IF;
END
$$;

WITH scope AS (
    SELECT 'domain' AS type, id FROM domains
    UNION ALL
    SELECT 'project', id FROM groups
    UNION ALL
    SELECT 'user', uuid FROM users
), sitting AS (
    SELECT scope.type, scope.id, r.id AS role, r.name
    FROM association_scopes_entities AS a
    JOIN roles AS r ON r.id::text = a.entity_id
    JOIN scope ON scope.type = a.scope_type AND scope.id::text = a.scope_id
    WHERE a.entity_type = 'role' AND r.source = 'system'
    UNION
    SELECT scope.type, scope.id, r.id, r.name
    FROM entity_memberships AS m
    JOIN virtual_entities AS member ON member.id = m.member_entity_id AND member.entity_type = 'role'
    JOIN virtual_entities AS holder ON holder.id = m.virtual_entity_id
    JOIN roles AS r ON r.id = member.entity_id
    JOIN scope ON scope.type = holder.entity_type AND scope.id = holder.entity_id
    WHERE r.source = 'system'
), made AS (
    SELECT sitting.role, (array_agg(p.id))[1] AS preset
    FROM sitting
    JOIN role_presets AS p ON p.scope_type = sitting.type
        AND sitting.name IN (p.name, left(p.name, 55) || '-' || left(sitting.id::text, 8))
    WHERE NOT p.deleted
    GROUP BY sitting.role
    HAVING count(DISTINCT p.id) = 1
)
UPDATE roles AS r
SET role_preset_id = made.preset
FROM made
WHERE made.role = r.id;

ALTER TABLE roles
    ADD CONSTRAINT fk_roles_role_preset_id_role_presets
        FOREIGN KEY (role_preset_id) REFERENCES role_presets (id) ON DELETE SET NULL;
CREATE INDEX ix_roles_role_preset_id ON roles (role_preset_id);
