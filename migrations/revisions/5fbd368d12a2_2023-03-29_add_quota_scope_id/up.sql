-- Quota is counted by the owner of a vfolder: the id of the user or of the project, as 32 hexadecimal digits.

ALTER TABLE vfolders ADD COLUMN quota_scope_id varchar(64);

UPDATE vfolders SET quota_scope_id = replace(
    (CASE ownership_type WHEN 'group' THEN "group" WHEN 'user' THEN "user" END)::text, '-', ''
);

ALTER TABLE vfolders ALTER COLUMN quota_scope_id SET NOT NULL;
