-- Every entity enters the permission graph as if it had just been made: with its node, in the scopes that it was
-- made in, with the members of projects, the relations between scopes and what they use, and accepted shares.
-- Scopes that had no node before get the roles of presets, and their users hold them.

-- The keys of the edges are checked once, at the end: row by row they would take as long as the edges themselves,
-- and a place in memory for each. The indexes that nothing here asks for are made anew at the end, too.
ALTER TABLE entity_memberships
    DROP CONSTRAINT fk_entity_memberships_virtual_entity_id_virtual_entities,
    DROP CONSTRAINT fk_entity_memberships_member_entity_id_virtual_entities;
ALTER TABLE scope_bindings
    DROP CONSTRAINT fk_scope_bindings_virtual_entity_id_virtual_entities,
    DROP CONSTRAINT fk_scope_bindings_scope_entity_id_virtual_entities;
DROP INDEX ix_entity_memberships_entity, ix_scope_bindings_scope, ix_scope_bindings_virtual_entity;

-- Ids as uuid_generate_v7() makes them, one tick a row: for a million sessions there are three million rows, and the function would take
-- most of the time.
CREATE FUNCTION pg_temp.tick() RETURNS bigint LANGUAGE sql VOLATILE
RETURN greatest(
    (extract(epoch FROM clock_timestamp()) * 4096000)::bigint,
    nullif(current_setting('backend_ai.uuid_v7_tick', true), '')::bigint
);
CREATE FUNCTION pg_temp.uuid_v7(tick bigint) RETURNS uuid LANGUAGE sql VOLATILE
RETURN (
    lpad(to_hex((tick >> 12 << 16) | 28672 | (tick & 4095)), 16, '0') || substr(gen_random_uuid()::text, 20)
)::uuid;

-- Most nodes and edges are new: to leave out the others beforehand is cheaper than a conflict for each. Sorted, they
-- fill the unique index from left to right.
INSERT INTO virtual_entities (id, entity_type, entity_id)
SELECT pg_temp.uuid_v7(start + row_number() OVER (ORDER BY entity.type, entity.id)), entity.type, entity.id
FROM pg_temp.tick() AS start, (
    SELECT 'agent', uuid FROM agents
    UNION ALL
    SELECT 'app_config_allow_list', id FROM app_config_allow_list
    UNION ALL
    SELECT 'app_config_definition', id FROM app_config_definitions
    UNION ALL
    SELECT 'app_config_fragment', id FROM app_config_fragments
    UNION ALL
    SELECT 'artifact', id FROM artifacts
    UNION ALL
    SELECT 'artifact_registry', id FROM huggingface_registries
    UNION ALL
    SELECT 'artifact_registry', id FROM reservoir_registries
    WHERE id NOT IN (SELECT id FROM huggingface_registries)
    UNION ALL
    SELECT 'client_ip_masking_policy', id FROM client_ip_masking_policies
    UNION ALL
    SELECT 'container_registry', id FROM container_registries
    UNION ALL
    SELECT 'deployment', id FROM endpoints
    UNION ALL
    SELECT 'deployment_preset', id FROM deployment_revision_presets
    UNION ALL
    SELECT 'domain', id FROM domains
    UNION ALL
    SELECT 'entity_share', id FROM entity_shares
    UNION ALL
    SELECT 'idle_checker', id FROM idle_checkers
    UNION ALL
    SELECT 'image', id FROM images
    UNION ALL
    SELECT 'keypair_resource_policy', uuid FROM keypair_resource_policies
    UNION ALL
    SELECT 'login_client_type', id FROM login_client_types
    UNION ALL
    SELECT 'model_card', id FROM model_cards
    UNION ALL
    SELECT 'network', id FROM networks
    UNION ALL
    SELECT 'notification_channel', id FROM notification_channels
    UNION ALL
    SELECT 'notification_rule', id FROM notification_rules
    UNION ALL
    SELECT 'object_storage', id FROM object_storages
    UNION ALL
    SELECT 'project', id FROM groups
    UNION ALL
    SELECT 'project_resource_policy', uuid FROM project_resource_policies
    UNION ALL
    SELECT 'prometheus_query_preset', id FROM prometheus_query_presets
    UNION ALL
    SELECT 'prometheus_query_preset_category', id FROM prometheus_query_preset_categories
    UNION ALL
    SELECT 'resource_group', id FROM scaling_groups
    UNION ALL
    SELECT 'resource_preset', id FROM resource_presets
    UNION ALL
    SELECT 'resource_slot_type', uuid FROM resource_slot_types
    UNION ALL
    SELECT 'retention_policy', id FROM retention_policies
    UNION ALL
    SELECT 'role', id FROM roles
    UNION ALL
    SELECT 'role_preset', id FROM role_presets
    UNION ALL
    SELECT 'runtime_variant', id FROM runtime_variants
    UNION ALL
    SELECT 'runtime_variant_preset', id FROM runtime_variant_presets
    UNION ALL
    SELECT 'service_catalog', id FROM service_catalog
    UNION ALL
    SELECT 'session', id FROM sessions
    UNION ALL
    SELECT 'session_group', id FROM session_groups
    UNION ALL
    SELECT 'session_template', id FROM session_templates
    UNION ALL
    SELECT 'storage_namespace', id FROM storage_namespace
    UNION ALL
    SELECT 'user', uuid FROM users
    UNION ALL
    SELECT 'user_resource_policy', uuid FROM user_resource_policies
    UNION ALL
    SELECT 'vfolder', id FROM vfolders
    UNION ALL
    SELECT 'vfs_storage', id FROM vfs_storages
) AS entity (type, id)
WHERE NOT EXISTS (SELECT FROM virtual_entities WHERE entity_type = entity.type AND entity_id = entity.id);
ANALYZE virtual_entities;

WITH made AS (
    INSERT INTO roles (name, source, status, auto_assign, role_preset_id, scope_type, scope_id)
    SELECT
        CASE
            WHEN p.role_name_template IS NULL THEN left(p.name, 55) || '-' || left(scope.entity_id::text, 8)
            ELSE scope.entity_type || '-' || left(scope.entity_id::text, 8) || '-role'
        END,
        'system', 'active', p.auto_assign, p.id, scope.entity_type, scope.entity_id
    FROM role_presets AS p
    JOIN virtual_entities AS scope ON scope.entity_type = p.scope_type
    WHERE NOT p.deleted
        AND p.scope_type IN ('domain', 'project', 'user')
        AND NOT EXISTS (
            SELECT FROM roles
            WHERE role_preset_id = p.id AND scope_type = scope.entity_type AND scope_id = scope.entity_id
        )
    RETURNING id, role_preset_id
), node AS (
    INSERT INTO virtual_entities (entity_type, entity_id) SELECT 'role', id FROM made
)
INSERT INTO permissions (id, role_id, entity_type, permission)
SELECT pg_temp.uuid_v7(start + row_number() OVER ()), made.id, p.entity_type, p.permission
FROM pg_temp.tick() AS start, made
JOIN role_permission_presets AS p ON p.role_preset_id = made.role_preset_id
WHERE p.permission <> 0;

-- What a scope owns and governs. Each node is in its own scope, too.
CREATE TEMPORARY TABLE owned AS
WITH entity (type, id, scope_type, scope_id) AS (
    SELECT 'agent', uuid, 'resource_group', resource_group_id FROM agents
    UNION ALL
    SELECT 'app_config_fragment', id, scope_type, scope_id FROM app_config_fragments
    WHERE scope_type IN ('domain', 'user')
    UNION ALL
    SELECT 'deployment', id, 'project', project FROM endpoints
    UNION ALL
    SELECT 'deployment', id, 'user', session_owner FROM endpoints
    UNION ALL
    SELECT 'entity_share', id, target_entity_type, target_entity_id FROM entity_shares
    UNION ALL
    SELECT 'image', id, 'container_registry', registry_id FROM images
    UNION ALL
    SELECT 'image', i.id, 'project', g.id
    FROM images AS i
    JOIN groups AS g ON g.type = 'personal' AND g.creator_id = i.creator_id
    WHERE i.customized
    UNION ALL
    SELECT 'model_card', id, 'project', project FROM model_cards
    UNION ALL
    SELECT 'network', id, 'project', project FROM networks
    UNION ALL
    SELECT 'project', g.id, 'domain', d.id FROM groups AS g JOIN domains AS d ON d.name = g.domain_name
    UNION ALL
    SELECT 'role', id, scope_type, scope_id FROM roles
    UNION ALL
    SELECT 'session', id, 'user', user_uuid FROM sessions
    UNION ALL
    SELECT 'session', id, 'project', group_id FROM sessions
    UNION ALL
    SELECT 'session_group', id, 'project', project_id FROM session_groups
    UNION ALL
    SELECT 'session_group', id, 'user', owner_user_id FROM session_groups
    UNION ALL
    SELECT 'session_template', id, 'user', user_uuid FROM session_templates
    UNION ALL
    SELECT 'session_template', id, 'project', group_id FROM session_templates
    UNION ALL
    SELECT 'user', uuid, 'domain', domain_id FROM users
    UNION ALL
    SELECT 'vfolder', id, 'project', "group" FROM vfolders
)
SELECT node.id AS node, scope.id AS scope
FROM entity
JOIN virtual_entities AS node ON node.entity_type = entity.type AND node.entity_id = entity.id
JOIN virtual_entities AS scope ON scope.entity_type = entity.scope_type AND scope.entity_id = entity.scope_id
UNION
SELECT id, id FROM virtual_entities;
ANALYZE owned;

UPDATE entity_memberships AS m
SET capped = false
FROM owned
WHERE m.virtual_entity_id = owned.scope
    AND m.member_entity_id = owned.node
    AND owned.scope <> owned.node
    AND m.capped;

INSERT INTO entity_memberships (id, virtual_entity_id, member_entity_id, capped)
SELECT pg_temp.uuid_v7(start + row_number() OVER (ORDER BY scope, node)), scope, node, false
FROM pg_temp.tick() AS start, owned
WHERE NOT EXISTS (
    SELECT FROM entity_memberships WHERE virtual_entity_id = owned.scope AND member_entity_id = owned.node
);

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope
FROM owned
WHERE NOT EXISTS (
    SELECT FROM scope_bindings WHERE virtual_entity_id = owned.node AND scope_entity_id = owned.scope
)
ORDER BY node, scope;

DROP TABLE owned;
ANALYZE entity_memberships;

DELETE FROM entity_membership_caps AS c
USING entity_memberships AS m
WHERE m.id = c.membership_id AND NOT m.capped;

-- A project shares itself with its members, who may read it, and governs none of them. The member of a personal
-- project is the user whom it is for.
INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT project.id, member.id, true
FROM groups AS g
JOIN virtual_entities AS project ON project.entity_type = 'project' AND project.entity_id = g.id
JOIN virtual_entities AS member ON member.entity_type = 'user' AND member.entity_id = g.creator_id
WHERE g.type = 'personal'
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

CREATE TEMPORARY TABLE roster AS
SELECT m.id, project.entity_id AS project, member.entity_id AS member
FROM entity_memberships AS m
JOIN virtual_entities AS project ON project.id = m.virtual_entity_id AND project.entity_type = 'project'
JOIN virtual_entities AS member ON member.id = m.member_entity_id AND member.entity_type = 'user';
ANALYZE roster;

UPDATE entity_memberships AS m SET capped = true FROM roster WHERE roster.id = m.id AND NOT m.capped;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT id, 1 FROM roster
ON CONFLICT (membership_id, permission) DO UPDATE SET all_fields = true;

DELETE FROM scope_bindings AS b
USING virtual_entities AS member, virtual_entities AS project
WHERE member.id = b.virtual_entity_id
    AND member.entity_type = 'user'
    AND project.id = b.scope_entity_id
    AND project.entity_type = 'project';

-- What a scope may use: it governs that for reading, and is shared with it for reading.
CREATE TEMPORARY TABLE related AS
WITH relation (type, id, scope_type, scope_id) AS (
    SELECT 'container_registry', registry_id, 'project', group_id FROM association_container_registries_groups
    UNION ALL
    SELECT 'idle_checker', idle_checker_id, scope_type, scope_id FROM idle_checker_bindings
    UNION ALL
    SELECT 'idle_checker', idle_checker_id, 'session', session_id FROM session_idle_checks
    UNION ALL
    SELECT 'resource_group', resource_group_id, 'domain', domain_id FROM sgroups_for_domains
    UNION ALL
    SELECT 'resource_group', resource_group_id, 'project', "group" FROM sgroups_for_groups
    UNION ALL
    SELECT 'resource_group', s.resource_group_id, 'user', k."user"
    FROM sgroups_for_keypairs AS s
    JOIN keypairs AS k ON k.access_key = s.access_key
)
SELECT DISTINCT node.id AS node, scope.id AS scope
FROM relation
JOIN virtual_entities AS node ON node.entity_type = relation.type AND node.entity_id = relation.id
JOIN virtual_entities AS scope ON scope.entity_type = relation.scope_type AND scope.entity_id = relation.scope_id;
ANALYZE related;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id, permission_cap)
SELECT node, scope, 1 FROM related
ON CONFLICT DO NOTHING;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT node, scope, true FROM related
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT m.id, 1
FROM related
JOIN entity_memberships AS m ON m.virtual_entity_id = related.node AND m.member_entity_id = related.scope
WHERE m.capped
ON CONFLICT (membership_id, permission) DO UPDATE SET all_fields = true;

DROP TABLE related;

-- An accepted share is a membership in a project: the recipient, or the personal project of the user who is.
CREATE TEMPORARY TABLE accepted AS
SELECT DISTINCT recipient.id AS recipient, target.id AS target, coalesce(s.permission_cap, 31) AS cap
FROM entity_shares AS s
LEFT JOIN groups AS personal
    ON s.recipient_entity_type = 'user' AND personal.type = 'personal' AND personal.creator_id = s.recipient_entity_id
JOIN virtual_entities AS recipient
    ON recipient.entity_type = 'project'
    AND recipient.entity_id = CASE s.recipient_entity_type
        WHEN 'project' THEN s.recipient_entity_id
        ELSE personal.id
    END
JOIN virtual_entities AS target
    ON target.entity_type = s.target_entity_type AND target.entity_id = s.target_entity_id
WHERE s.status = 'accepted';
ANALYZE accepted;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT DISTINCT recipient, target, true FROM accepted
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT DISTINCT m.id, bit
FROM accepted
JOIN entity_memberships AS m ON m.virtual_entity_id = accepted.recipient AND m.member_entity_id = accepted.target
CROSS JOIN unnest(ARRAY[1, 2, 4, 8, 16]) AS bit
WHERE m.capped AND accepted.cap & bit <> 0
ON CONFLICT (membership_id, permission) DO UPDATE SET all_fields = true;

DROP TABLE accepted;

DELETE FROM entity_membership_fields AS f
USING entity_membership_caps AS c
WHERE c.id = f.cap_id AND c.all_fields;

INSERT INTO user_roles (user_id, role_id)
SELECT u.uuid, r.id
FROM users AS u
JOIN roles AS r ON r.scope_type = 'user' AND r.scope_id = u.uuid
WHERE r.auto_assign AND r.status = 'active'
UNION
SELECT u.uuid, r.id
FROM users AS u
JOIN roles AS r ON r.scope_type = 'domain' AND r.scope_id = u.domain_id
WHERE r.auto_assign AND r.status = 'active'
UNION
SELECT roster.member, r.id
FROM roster
JOIN roles AS r ON r.scope_type = 'project' AND r.scope_id = roster.project
WHERE r.auto_assign AND r.status = 'active'
UNION
SELECT g.creator_id, r.id
FROM groups AS g
JOIN roster ON roster.project = g.id AND roster.member = g.creator_id
JOIN roles AS r ON r.scope_type = 'project' AND r.scope_id = g.id
    AND r.role_preset_id = '22c4db03-24aa-5ff8-b5a9-64b2a2182413'
ON CONFLICT (user_id, role_id) DO NOTHING;

DROP TABLE roster;

ALTER TABLE entity_memberships
    ADD CONSTRAINT fk_entity_memberships_virtual_entity_id_virtual_entities
        FOREIGN KEY (virtual_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE,
    ADD CONSTRAINT fk_entity_memberships_member_entity_id_virtual_entities
        FOREIGN KEY (member_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;
ALTER TABLE scope_bindings
    ADD CONSTRAINT fk_scope_bindings_virtual_entity_id_virtual_entities
        FOREIGN KEY (virtual_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE,
    ADD CONSTRAINT fk_scope_bindings_scope_entity_id_virtual_entities
        FOREIGN KEY (scope_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;

CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id)
    INCLUDE (virtual_entity_id, capped);
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_entity_id);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id)
    INCLUDE (scope_entity_id, permission_cap);

DROP FUNCTION pg_temp.uuid_v7, pg_temp.tick;
