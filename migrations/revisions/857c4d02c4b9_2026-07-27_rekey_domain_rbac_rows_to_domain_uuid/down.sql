-- loses: the virtual scopes of domains, with what is in them and bound to them

DELETE FROM scope_bindings AS b USING domains AS d WHERE b.scope_type = 'domain' AND b.scope_id = d.id;
DELETE FROM virtual_scopes AS v USING domains AS d WHERE v.scope_type = 'domain' AND v.scope_id = d.id;

DELETE FROM association_scopes_entities AS a
USING domains AS d, association_scopes_entities AS twin
WHERE a.scope_type = 'domain' AND a.scope_id = d.id::text
  AND twin.scope_type = 'domain' AND twin.scope_id = d.name AND twin.entity_id = a.entity_id;

UPDATE association_scopes_entities AS a
SET scope_id = d.name
FROM domains AS d
WHERE a.scope_type = 'domain' AND a.scope_id = d.id::text;

DELETE FROM association_scopes_entities AS a
USING domains AS d, association_scopes_entities AS twin
WHERE a.entity_type = 'domain' AND a.entity_id = d.id::text
  AND twin.scope_type = a.scope_type AND twin.scope_id = a.scope_id AND twin.entity_id = d.name;

UPDATE association_scopes_entities AS a
SET entity_id = d.name
FROM domains AS d
WHERE a.entity_type = 'domain' AND a.entity_id = d.id::text;

DELETE FROM permissions AS p
USING domains AS d, permissions AS twin
WHERE p.scope_type = 'domain' AND p.scope_id = d.id::text
  AND twin.role_id = p.role_id AND twin.scope_type = 'domain' AND twin.scope_id = d.name
  AND twin.entity_type = p.entity_type AND twin.operation = p.operation;

UPDATE permissions AS p
SET scope_id = d.name
FROM domains AS d
WHERE p.scope_type = 'domain' AND p.scope_id = d.id::text;
