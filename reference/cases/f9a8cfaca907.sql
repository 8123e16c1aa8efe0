-- An image bound to the address and to the id of a user.
INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'user', scope, 'image', md5('image2')::uuid::text FROM users, unnest(ARRAY[email, uuid::text]) AS scope WHERE username = 'rita';
