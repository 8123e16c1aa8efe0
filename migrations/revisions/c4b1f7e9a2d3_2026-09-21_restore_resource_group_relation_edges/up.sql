-- Which domains, projects and users may use a resource group, once more: until dafe06a6c763 a manager could write
-- such a relation without the edges.

CREATE TEMPORARY TABLE related AS
WITH relation (id, scope_type, scope_id) AS (
    SELECT resource_group_id, 'domain', domain_id FROM sgroups_for_domains
    UNION ALL
    SELECT resource_group_id, 'project', "group" FROM sgroups_for_groups
    UNION ALL
    SELECT s.resource_group_id, 'user', k."user"
    FROM sgroups_for_keypairs AS s
    JOIN keypairs AS k ON k.access_key = s.access_key
)
SELECT DISTINCT node.id AS node, scope.id AS scope
FROM relation
JOIN virtual_entities AS node ON node.entity_type = 'resource_group' AND node.entity_id = relation.id
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
ON CONFLICT (membership_id, permission) DO UPDATE
SET all_fields = true WHERE NOT entity_membership_caps.all_fields;

DROP TABLE related;
