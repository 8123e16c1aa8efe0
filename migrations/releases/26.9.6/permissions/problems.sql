-- What keeps roles from being made: a sentence a row.
SELECT format('the global entity "%s" has no node in the permission graph', name) AS problem
  FROM (VALUES ('global'), ('public')) AS wanted (name)
 WHERE NOT EXISTS (
           SELECT FROM global_entities JOIN virtual_entities AS node ON entity_type = 'global' AND entity_id = global_entities.id
            WHERE global_entities.name = wanted.name
       )
UNION ALL
SELECT format('"%s" is no global entity of this release', name)
  FROM global_entities
 WHERE name NOT IN ('global', 'public')
   AND EXISTS (SELECT FROM virtual_entities WHERE entity_type = 'global' AND entity_id = global_entities.id)
UNION ALL
SELECT format('role preset "%s" belongs to %s %s, which has no node in the permission graph', name, scope_type, scope_id)
  FROM role_presets
 WHERE NOT deleted AND scope_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM virtual_entities WHERE entity_type = scope_type AND entity_id = scope_id)
