-- A vfolder is in the domain of its owner, and in the one named default where the owner is not known.

ALTER TABLE vfolders ADD COLUMN IF NOT EXISTS domain_name varchar(64);

UPDATE vfolders AS v SET domain_name = coalesce(
    (SELECT u.domain_name FROM users AS u WHERE u.uuid = v."user"),
    (SELECT g.domain_name FROM groups AS g WHERE g.id = v."group"),
    'default'
)
WHERE domain_name IS NULL;

ALTER TABLE vfolders ALTER COLUMN domain_name SET NOT NULL;
CREATE INDEX IF NOT EXISTS ix_vfolders_domain_name ON vfolders (domain_name);
