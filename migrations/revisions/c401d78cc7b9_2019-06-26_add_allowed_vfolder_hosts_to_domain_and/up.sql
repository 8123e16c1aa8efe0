-- On which hosts a domain and a group may have vfolders: on none so far.

ALTER TABLE domains ADD COLUMN allowed_vfolder_hosts varchar[] NOT NULL DEFAULT '{}';
ALTER TABLE domains ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;
ALTER TABLE groups ADD COLUMN allowed_vfolder_hosts varchar[] NOT NULL DEFAULT '{}';
ALTER TABLE groups ALTER COLUMN allowed_vfolder_hosts DROP DEFAULT;
