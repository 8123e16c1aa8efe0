DELETE FROM entity_memberships AS m
USING global_entities AS g, virtual_entities AS scope
WHERE g.name = 'global'
    AND scope.entity_type = 'global'
    AND scope.entity_id = g.id
    AND m.virtual_entity_id = scope.id
    AND m.member_entity_id <> scope.id;

DELETE FROM scope_bindings AS b
USING global_entities AS g, virtual_entities AS scope
WHERE g.name = 'global'
    AND scope.entity_type = 'global'
    AND scope.entity_id = g.id
    AND b.scope_entity_id = scope.id
    AND b.virtual_entity_id <> scope.id;
