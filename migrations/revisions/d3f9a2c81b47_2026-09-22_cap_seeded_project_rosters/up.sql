-- Every membership of a user in a project is a share for reading; a manager wrote those of new projects without
-- the cap.

UPDATE entity_memberships AS m
SET capped = true
FROM virtual_entities AS project, virtual_entities AS member
WHERE project.id = m.virtual_entity_id
    AND project.entity_type = 'project'
    AND member.id = m.member_entity_id
    AND member.entity_type = 'user'
    AND NOT m.capped;

INSERT INTO entity_membership_caps (membership_id, permission)
SELECT m.id, 1
FROM entity_memberships AS m
JOIN virtual_entities AS project ON project.id = m.virtual_entity_id AND project.entity_type = 'project'
JOIN virtual_entities AS member ON member.id = m.member_entity_id AND member.entity_type = 'user'
ON CONFLICT (membership_id, permission) DO NOTHING;
