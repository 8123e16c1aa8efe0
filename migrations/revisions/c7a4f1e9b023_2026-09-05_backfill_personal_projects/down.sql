-- loses: personal projects; those in use become general projects

UPDATE groups AS g
SET type = 'general'
WHERE type = 'personal'
    AND (
        EXISTS (SELECT FROM sessions WHERE group_id = g.id)
        OR EXISTS (SELECT FROM kernels WHERE group_id = g.id)
        OR EXISTS (SELECT FROM session_groups WHERE project_id = g.id)
        OR EXISTS (SELECT FROM session_templates WHERE group_id = g.id)
        OR EXISTS (SELECT FROM endpoints WHERE project = g.id)
        OR EXISTS (SELECT FROM routings WHERE project = g.id)
        OR EXISTS (SELECT FROM model_cards WHERE project = g.id)
        OR EXISTS (SELECT FROM networks WHERE project = g.id)
        OR EXISTS (SELECT FROM vfolders WHERE "group" = g.id)
    );

WITH gone AS (
    DELETE FROM groups WHERE type = 'personal' RETURNING id
)
DELETE FROM virtual_entities
WHERE entity_type = 'project' AND entity_id IN (SELECT id FROM gone);

-- The key and the index go with the column.
ALTER TABLE groups DROP COLUMN creator_id;
