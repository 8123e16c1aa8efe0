-- Scopes of users that were written with the e-mail address get the user's id. Where the same entity is bound to the id already, the row
-- with the address says nothing new and goes.
DELETE FROM association_scopes_entities a
USING users u
WHERE a.scope_type = 'user' AND a.scope_id = u.email
  AND EXISTS (
      SELECT FROM association_scopes_entities twin
      WHERE twin.scope_type = 'user' AND twin.scope_id = u.uuid::text AND twin.entity_id = a.entity_id
  );

UPDATE association_scopes_entities a SET scope_id = u.uuid::text
FROM users u
WHERE a.scope_type = 'user' AND a.scope_id = u.email;
