-- Quota is counted by the owner of a vfolder: the id of the user or of the project, as 32 hexadecimal digits.

ALTER TABLE vfolders ADD COLUMN quota_scope_id varchar(64);

ALTER TABLE vfolders
    ALTER COLUMN quota_scope_id TYPE varchar(64) USING replace(
        (CASE ownership_type WHEN 'group' THEN "group" WHEN 'user' THEN "user" END)::text, '-', ''
    ),
    ALTER COLUMN quota_scope_id SET NOT NULL;
