-- Users and projects have resource policies; all of them start with one named default, without a limit. The
-- quota scope of a vfolder says what kind of owner it has: user:UUID or project:UUID.

CREATE TABLE user_resource_policies (
    name             varchar(256) NOT NULL,
    created_at       timestamptz DEFAULT now(),
    max_vfolder_size bigint NOT NULL,
    CONSTRAINT pk_user_resource_policies PRIMARY KEY (name)
);
INSERT INTO user_resource_policies (name, max_vfolder_size) VALUES ('default', -1);

CREATE TABLE project_resource_policies (
    name             varchar(256) NOT NULL,
    created_at       timestamptz DEFAULT now(),
    max_vfolder_size bigint NOT NULL,
    CONSTRAINT pk_project_resource_policies PRIMARY KEY (name)
);
INSERT INTO project_resource_policies (name, max_vfolder_size) VALUES ('default', -1);

ALTER TABLE users
    ADD COLUMN resource_policy varchar(256) NOT NULL DEFAULT 'default',
    ADD CONSTRAINT fk_users_resource_policy_user_resource_policies
        FOREIGN KEY (resource_policy) REFERENCES user_resource_policies(name);
ALTER TABLE users ALTER COLUMN resource_policy DROP DEFAULT;

ALTER TABLE groups
    ADD COLUMN resource_policy varchar(256) NOT NULL DEFAULT 'default',
    ADD CONSTRAINT fk_groups_resource_policy_project_resource_policies
        FOREIGN KEY (resource_policy) REFERENCES project_resource_policies(name);
ALTER TABLE groups ALTER COLUMN resource_policy DROP DEFAULT;

ALTER TABLE vfolders ALTER COLUMN quota_scope_id TYPE varchar(64)
    USING CASE ownership_type WHEN 'group' THEN 'project' ELSE 'user' END || ':' || quota_scope_id::uuid;
