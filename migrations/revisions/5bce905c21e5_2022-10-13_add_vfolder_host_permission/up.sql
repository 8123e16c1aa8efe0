-- allowed_vfolder_hosts was a list of hosts and becomes an object from host to the permissions that are granted
-- there: all of them for each host that was allowed.

ALTER TABLE domains RENAME COLUMN allowed_vfolder_hosts TO host_names;
ALTER TABLE domains ADD COLUMN allowed_vfolder_hosts jsonb NOT NULL DEFAULT '{}';
UPDATE domains SET allowed_vfolder_hosts = (
    SELECT coalesce(jsonb_object_agg(host, jsonb_build_array(
        'create-vfolder', 'modify-vfolder', 'delete-vfolder', 'mount-in-session',
        'upload-file', 'download-file', 'invite-others', 'set-user-specific-permission'
    )), '{}')
    FROM unnest(host_names) AS host
    WHERE host IS NOT NULL
);
ALTER TABLE domains
    DROP COLUMN host_names,
    ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;

ALTER TABLE groups RENAME COLUMN allowed_vfolder_hosts TO host_names;
ALTER TABLE groups ADD COLUMN allowed_vfolder_hosts jsonb NOT NULL DEFAULT '{}';
UPDATE groups SET allowed_vfolder_hosts = (
    SELECT coalesce(jsonb_object_agg(host, jsonb_build_array(
        'create-vfolder', 'modify-vfolder', 'delete-vfolder', 'mount-in-session',
        'upload-file', 'download-file', 'invite-others', 'set-user-specific-permission'
    )), '{}')
    FROM unnest(host_names) AS host
    WHERE host IS NOT NULL
);
ALTER TABLE groups
    DROP COLUMN host_names,
    ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;

ALTER TABLE keypair_resource_policies RENAME COLUMN allowed_vfolder_hosts TO host_names;
ALTER TABLE keypair_resource_policies ADD COLUMN allowed_vfolder_hosts jsonb NOT NULL DEFAULT '{}';
UPDATE keypair_resource_policies SET allowed_vfolder_hosts = (
    SELECT coalesce(jsonb_object_agg(host, jsonb_build_array(
        'create-vfolder', 'modify-vfolder', 'delete-vfolder', 'mount-in-session',
        'upload-file', 'download-file', 'invite-others', 'set-user-specific-permission'
    )), '{}')
    FROM unnest(host_names) AS host
    WHERE host IS NOT NULL
);
ALTER TABLE keypair_resource_policies
    DROP COLUMN host_names,
    ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;
