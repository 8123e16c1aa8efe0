-- loses: the values of endpoints and routings that up adds (names, owners, start-up, cluster and resource options, route status), scaling_groups.wsproxy_api_token, and endpoints that have no url

DELETE FROM endpoints WHERE url IS NULL;

ALTER TABLE routings
    DROP COLUMN status,
    DROP COLUMN session_owner,
    DROP COLUMN domain,
    DROP COLUMN project;

ALTER TABLE endpoints
    DROP COLUMN model_mount_destiation,
    DROP COLUMN created_user,
    DROP COLUMN session_owner,
    DROP COLUMN tag,
    DROP COLUMN startup_command,
    DROP COLUMN bootstrap_script,
    DROP COLUMN callback_url,
    DROP COLUMN environ,
    DROP COLUMN name,
    DROP COLUMN resource_opts,
    DROP COLUMN desired_session_count,
    DROP COLUMN cluster_mode,
    DROP COLUMN cluster_size,
    DROP COLUMN open_to_public,
    ALTER COLUMN url SET NOT NULL;

ALTER TABLE scaling_groups DROP COLUMN wsproxy_api_token;

DROP TYPE routestatus;
