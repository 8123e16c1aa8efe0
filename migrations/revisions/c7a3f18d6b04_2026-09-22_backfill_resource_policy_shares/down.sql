CREATE TEMPORARY TABLE subject AS
SELECT 'user' AS scope_type, u.uuid AS scope_id, 'user_resource_policy' AS policy_type, p.uuid AS policy_id
FROM users AS u
JOIN user_resource_policies AS p ON p.name = u.resource_policy
UNION ALL
SELECT 'user', u.uuid, 'keypair_resource_policy', p.uuid
FROM users AS u
JOIN (
    SELECT DISTINCT ON ("user") "user", resource_policy
    FROM keypairs
    WHERE is_active
    ORDER BY "user", is_default DESC, created_at, access_key
) AS k ON k."user" = u.uuid
JOIN keypair_resource_policies AS p ON p.name = k.resource_policy
UNION ALL
SELECT 'project', g.id, 'project_resource_policy', p.uuid
FROM groups AS g
JOIN project_resource_policies AS p ON p.name = g.resource_policy;
ANALYZE subject;

DELETE FROM entity_memberships AS m
USING subject, virtual_entities AS scope, virtual_entities AS policy
WHERE scope.entity_type = subject.scope_type
    AND scope.entity_id = subject.scope_id
    AND policy.entity_type = subject.policy_type
    AND policy.entity_id = subject.policy_id
    AND m.virtual_entity_id = scope.id
    AND m.member_entity_id = policy.id
    AND m.capped;

DROP TABLE subject;
