DROP INDEX uq_vfolders_project_name;

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
    WHERE m.virtual_entity_id = moved.project AND m.member_entity_id = moved.folder
    RETURNING moved.owner, moved.folder
)
INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT owner, folder, false FROM old
ON CONFLICT (virtual_entity_id, member_entity_id) DO UPDATE SET capped = false;

WITH old AS (
    DELETE FROM scope_bindings AS b
    USING moved
    WHERE b.virtual_entity_id = moved.folder AND b.scope_entity_id = moved.project
    RETURNING moved.owner, moved.folder
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT folder, owner FROM old
ON CONFLICT DO NOTHING;

DROP TABLE moved;

UPDATE vfolders AS v
SET "group" = NULL
FROM groups AS g
WHERE g.id = v."group" AND g.type = 'personal' AND v.ownership_type = 'user';
