-- A vfolder is in the domain of its owner, and in the one named default where the owner is not known.

ALTER TABLE vfolders ADD COLUMN IF NOT EXISTS domain_name varchar(64);

UPDATE vfolders AS v SET domain_name = coalesce(owner.user_domain, owner.project_domain, 'default')
FROM (
    SELECT f.id, u.domain_name AS user_domain, g.domain_name AS project_domain
    FROM vfolders AS f
    LEFT JOIN users AS u ON u.uuid = f."user"
    LEFT JOIN groups AS g ON g.id = f."group"
    WHERE f.domain_name IS NULL
) AS owner
WHERE owner.id = v.id;

ALTER TABLE vfolders ALTER COLUMN domain_name SET NOT NULL;
CREATE INDEX IF NOT EXISTS ix_vfolders_domain_name ON vfolders (domain_name);
