-- Each user is in one domain, called by name and by id. A user with one of them gets the other, one with neither is put into the
-- default domain.

UPDATE users AS u
SET domain_name = d.name, domain_id = d.id
FROM domains AS d
WHERE (u.domain_name IS NULL OR u.domain_id IS NULL)
  AND CASE
      WHEN u.domain_name IS NOT NULL THEN d.name = u.domain_name
      WHEN u.domain_id IS NOT NULL THEN d.id = u.domain_id
      ELSE d.is_default
  END;

ALTER TABLE users ALTER COLUMN domain_name SET NOT NULL, ALTER COLUMN domain_id SET NOT NULL;
