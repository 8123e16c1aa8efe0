-- A user's own folders move into the personal project, and their edges in the permission graph with them. There
-- a name stands once, folders in the trash included; which of two is to keep it is for people to decide.

UPDATE vfolders AS v
SET "group" = g.id
FROM groups AS g
WHERE g.type = 'personal' AND g.creator_id = v."user" AND v.ownership_type = 'user' AND v."group" IS NULL;

DO $$
DECLARE
    clashes text;
BEGIN
    SELECT string_agg(
        format('"%s" of %s (%s)', v.name, v.owner, v.folders), '; ' ORDER BY v.owner, v.name
    ) INTO clashes
    FROM (
        SELECT
            f.name,
            coalesce('user ' || min(u.email), 'project ' || min(g.name), 'project ' || f."group") AS owner,
            string_agg(f.id || ' ' || f.status, ', ' ORDER BY f.created_at, f.id) AS folders
        FROM vfolders AS f
        LEFT JOIN groups AS g ON g.id = f."group"
        LEFT JOIN users AS u ON g.type = 'personal' AND u.uuid = g.creator_id
        WHERE f."group" IS NOT NULL AND f.status NOT IN ('delete-complete', 'delete-error')
        GROUP BY f."group", f.name
        HAVING count(*) > 1
        ORDER BY 2, 1
        LIMIT 20
    ) AS v;
    IF clashes IS NOT NULL THEN
        RAISE EXCEPTION 'vfolders: a project may hold a name only once; rename or purge all but one of: %', clashes;
    END IF;
END
$$;

CREATE UNIQUE INDEX uq_vfolders_project_name ON vfolders ("group", name)
    WHERE status NOT IN ('delete-complete', 'delete-error');

CREATE TEMPORARY TABLE moved AS
SELECT folder.id AS folder, owner.id AS owner, project.id AS project
FROM vfolders AS v
JOIN virtual_entities AS folder ON folder.entity_type = 'vfolder' AND folder.entity_id = v.id
JOIN virtual_entities AS owner ON owner.entity_type = 'user' AND owner.entity_id = v."user"
JOIN virtual_entities AS project ON project.entity_type = 'project' AND project.entity_id = v."group"
WHERE v.ownership_type = 'user';
ANALYZE moved;

WITH old AS (
    DELETE FROM entity_memberships AS m
    USING moved
    WHERE m.virtual_entity_id = moved.owner AND m.member_entity_id = moved.folder
    RETURNING moved.project, moved.folder
)
INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT project, folder, false FROM old
ON CONFLICT (virtual_entity_id, member_entity_id) DO UPDATE SET capped = false;

WITH old AS (
    DELETE FROM scope_bindings AS b
    USING moved
    WHERE b.virtual_entity_id = moved.folder AND b.scope_entity_id = moved.owner
    RETURNING moved.project, moved.folder
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT folder, project FROM old
ON CONFLICT DO NOTHING;

DROP TABLE moved;
