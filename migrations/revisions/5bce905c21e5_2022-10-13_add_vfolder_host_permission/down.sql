-- loses: which permissions were granted on each host in allowed_vfolder_hosts (the hosts stay)

ALTER TABLE domains RENAME COLUMN allowed_vfolder_hosts TO host_permissions;
ALTER TABLE domains ADD COLUMN allowed_vfolder_hosts varchar[] NOT NULL DEFAULT '{}';
UPDATE domains SET allowed_vfolder_hosts = ARRAY(
    SELECT jsonb_object_keys(CASE jsonb_typeof(host_permissions) WHEN 'object' THEN host_permissions ELSE '{}' END)
    ORDER BY 1
);
ALTER TABLE domains
    DROP COLUMN host_permissions,
    ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;

ALTER TABLE groups RENAME COLUMN allowed_vfolder_hosts TO host_permissions;
ALTER TABLE groups ADD COLUMN allowed_vfolder_hosts varchar[] NOT NULL DEFAULT '{}';
UPDATE groups SET allowed_vfolder_hosts = ARRAY(
    SELECT jsonb_object_keys(CASE jsonb_typeof(host_permissions) WHEN 'object' THEN host_permissions ELSE '{}' END)
    ORDER BY 1
);
ALTER TABLE groups
    DROP COLUMN host_permissions,
    ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;

ALTER TABLE keypair_resource_policies RENAME COLUMN allowed_vfolder_hosts TO host_permissions;
ALTER TABLE keypair_resource_policies ADD COLUMN allowed_vfolder_hosts varchar[] NOT NULL DEFAULT '{}';
UPDATE keypair_resource_policies SET allowed_vfolder_hosts = ARRAY(
    SELECT jsonb_object_keys(CASE jsonb_typeof(host_permissions) WHEN 'object' THEN host_permissions ELSE '{}' END)
    ORDER BY 1
);
ALTER TABLE keypair_resource_policies
    DROP COLUMN host_permissions,
    ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;
