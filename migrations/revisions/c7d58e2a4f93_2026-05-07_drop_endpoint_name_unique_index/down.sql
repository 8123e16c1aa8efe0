-- Stops where two endpoints have taken one name since: which of them is to be renamed, only their owners know.
DO $$
DECLARE
    twice record;
BEGIN
    SELECT name, domain, project, string_agg(id::text, ', ' ORDER BY id) AS ids INTO twice
    FROM endpoints WHERE lifecycle_stage NOT IN ('destroying', 'destroyed')
    GROUP BY name, domain, project HAVING count(*) > 1
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'endpoints: % have the same name "%" in project % of domain "%", which was not allowed before',
            twice.ids, twice.name, twice.project, twice.domain;
    END IF;
END $$;

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage NOT IN ('destroying', 'destroyed');
