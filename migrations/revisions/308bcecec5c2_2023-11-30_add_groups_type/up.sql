-- Projects have a type. Every domain gets a project of type model-store with all users of the domain in it; a
-- domain that has a project of that name keeps it as it is.

CREATE TYPE projecttype AS ENUM ('general', 'model-store');
ALTER TABLE groups ADD COLUMN type projecttype NOT NULL DEFAULT 'general';
ALTER TABLE groups ALTER COLUMN type DROP DEFAULT;

INSERT INTO project_resource_policies (name, max_vfolder_count, max_quota_scope_size)
SELECT 'default', 0, -1
WHERE NOT EXISTS (SELECT FROM project_resource_policies);

WITH store AS (
    INSERT INTO groups (
        id, name, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles, resource_policy, type
    )
    SELECT uuid_generate_v4(), 'model-store', true, d.name, '{}', '{}', '\x90', policy.name, 'model-store'
    FROM domains AS d
    CROSS JOIN (
        SELECT name FROM project_resource_policies ORDER BY name = 'default' DESC, created_at, name LIMIT 1
    ) AS policy
    ON CONFLICT (name, domain_name) DO NOTHING
    RETURNING id, domain_name
)
INSERT INTO association_groups_users (user_id, group_id)
SELECT u.uuid, store.id
FROM users AS u
JOIN store ON store.domain_name = u.domain_name;
