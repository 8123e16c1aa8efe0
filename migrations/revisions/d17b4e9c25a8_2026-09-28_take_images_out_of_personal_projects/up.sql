-- No image is owned by a project. d1117da8d8bd gives those of personal projects back.

DELETE FROM entity_memberships AS m
USING virtual_entities AS project, virtual_entities AS image
WHERE project.id = m.virtual_entity_id
    AND project.entity_type = 'project'
    AND image.id = m.member_entity_id
    AND image.entity_type = 'image'
    AND NOT m.capped;

DELETE FROM scope_bindings AS b
USING virtual_entities AS project, virtual_entities AS image
WHERE project.id = b.scope_entity_id
    AND project.entity_type = 'project'
    AND image.id = b.virtual_entity_id
    AND image.entity_type = 'image'
    AND b.permission_cap IS NULL;
