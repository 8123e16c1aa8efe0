-- Each user and project is shared the resource policy that it is subject to, for reading. Of a user's keypairs the
-- default one that is active counts, or the oldest.

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

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT DISTINCT policy_type, policy_id FROM subject
ON CONFLICT (entity_type, entity_id) DO NOTHING;

-- The pairs of nodes, once: a policy has as many memberships as subjects, which must not be looked through for each of them.
CREATE TEMPORARY TABLE pair AS
SELECT scope.id AS scope, policy.id AS policy
FROM subject
JOIN virtual_entities AS scope ON scope.entity_type = subject.scope_type AND scope.entity_id = subject.scope_id
JOIN virtual_entities AS policy
    ON policy.entity_type = subject.policy_type AND policy.entity_id = subject.policy_id;
ANALYZE pair;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, policy, true FROM pair
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT m.id, 1
FROM pair
JOIN entity_memberships AS m ON (m.virtual_entity_id, m.member_entity_id) = (pair.scope, pair.policy)
ON CONFLICT (membership_id, permission) DO NOTHING;

DROP TABLE pair, subject;
