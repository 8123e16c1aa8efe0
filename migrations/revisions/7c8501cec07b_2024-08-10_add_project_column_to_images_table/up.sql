-- An image is in the project of its registry. A fresh database of 24.09.0 has container_registries.extra already, which the others get from
-- e9e574a6e22d, and asks for projects until then: so does one that stays here, unless it has none for some image or registry.

ALTER TABLE images ADD COLUMN project varchar;
ALTER TABLE container_registries ADD COLUMN extra json;

UPDATE images AS i SET project = r.project FROM container_registries AS r WHERE r.id = i.registry_id;

DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') !~ 'e9e574a6e22d'
        AND NOT EXISTS (SELECT FROM images WHERE project IS NULL)
        AND NOT EXISTS (SELECT FROM container_registries WHERE project IS NULL)
    THEN
        ALTER TABLE images ALTER COLUMN project SET NOT NULL;
        ALTER TABLE container_registries ALTER COLUMN project SET NOT NULL;
    END IF;
END $$;
