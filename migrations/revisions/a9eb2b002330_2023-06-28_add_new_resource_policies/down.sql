-- loses: the resource policies of users and projects, and who has which

UPDATE vfolders SET quota_scope_id = replace(split_part(quota_scope_id, ':', 2), '-', '');

ALTER TABLE groups DROP COLUMN resource_policy;
ALTER TABLE users DROP COLUMN resource_policy;

DROP TABLE project_resource_policies;
DROP TABLE user_resource_policies;
