-- The policy that a new keypair gets is marked: the one called "default", or else the oldest. A database without any gets one.

ALTER TABLE keypair_resource_policies ADD COLUMN is_default boolean NOT NULL DEFAULT false;

UPDATE keypair_resource_policies
SET is_default = true
WHERE name = (SELECT name FROM keypair_resource_policies ORDER BY name <> 'default', created_at, name LIMIT 1);

INSERT INTO keypair_resource_policies (
    name, is_default, default_for_unspecified, total_resource_slots, max_session_lifetime, max_concurrent_sessions,
    max_concurrent_sftp_sessions, max_containers_per_session, idle_timeout, allowed_vfolder_hosts
)
SELECT 'default', true, 'UNLIMITED', '{}', 0, 30, 1, 1, 3600, '{}'
WHERE NOT EXISTS (SELECT FROM keypair_resource_policies);

CREATE UNIQUE INDEX uq_keypair_resource_policies_is_default ON keypair_resource_policies (is_default) WHERE is_default;
