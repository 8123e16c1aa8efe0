-- Every domain has a project for shared models, which all of its users are members of. Where another project has
-- the name, the new one gets a number. The roles of presets in new projects are left to `permissions provision`.

INSERT INTO groups (
    name, description, is_active, status, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles,
    resource_policy, type
)
SELECT
    free.name, 'Model Store', true, 'active', d.name, '{}', '{}', '\x90', p.name, 'model-store'
FROM domains AS d
JOIN project_resource_policies AS p ON p.name = 'default'
CROSS JOIN LATERAL (
    SELECT choice.name
    FROM (
        SELECT 1 AS number, 'model-store' AS name
        UNION ALL
        SELECT number, 'model-store-' || number
        FROM generate_series(2, 2 + (SELECT count(*) FROM groups WHERE domain_name = d.name)) AS number
    ) AS choice
    WHERE NOT EXISTS (SELECT FROM groups AS g WHERE g.domain_name = d.name AND g.name = choice.name)
    ORDER BY choice.number
    LIMIT 1
) AS free
WHERE NOT EXISTS (SELECT FROM groups AS g WHERE g.domain_name = d.name AND g.type = 'model-store');

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'project', id FROM groups WHERE type = 'model-store'
UNION
SELECT 'project_resource_policy', p.uuid
FROM groups AS g
JOIN project_resource_policies AS p ON p.name = g.resource_policy
WHERE g.type = 'model-store'
ON CONFLICT (entity_type, entity_id) DO NOTHING;

CREATE TEMPORARY TABLE store AS
SELECT node.id, g.domain_name, domain.id AS domain, policy.id AS policy
FROM groups AS g
JOIN virtual_entities AS node ON node.entity_type = 'project' AND node.entity_id = g.id
JOIN domains AS d ON d.name = g.domain_name
LEFT JOIN virtual_entities AS domain ON domain.entity_type = 'domain' AND domain.entity_id = d.id
JOIN project_resource_policies AS p ON p.name = g.resource_policy
JOIN virtual_entities AS policy ON policy.entity_type = 'project_resource_policy' AND policy.entity_id = p.uuid
WHERE g.type = 'model-store';

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT id, id, false FROM store
UNION ALL
SELECT domain, id, false FROM store WHERE domain IS NOT NULL
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT id, id FROM store
UNION ALL
SELECT id, domain FROM store WHERE domain IS NOT NULL
ON CONFLICT DO NOTHING;

-- The policy and the users are shared with the project, for reading.
CREATE TEMPORARY TABLE shared AS
SELECT id AS scope, policy AS node FROM store
UNION ALL
SELECT store.id, member.id
FROM store
JOIN users AS u ON u.domain_name = store.domain_name
JOIN virtual_entities AS member ON member.entity_type = 'user' AND member.entity_id = u.uuid;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, true FROM shared
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT m.id, 1
FROM shared
JOIN entity_memberships AS m ON m.virtual_entity_id = shared.scope AND m.member_entity_id = shared.node
ON CONFLICT (membership_id, permission) DO NOTHING;

DROP TABLE shared, store;
