-- A keypair without a secret key cannot sign anything and goes, with what is granted on it. The other columns say what an empty one
-- was taken for: not active, as queries ask for IS TRUE, no administrator, no queries yet, the address of the owner.

DELETE FROM permissions
WHERE scope_type = 'keypair' AND scope_id IN (SELECT access_key FROM keypairs WHERE secret_key IS NULL);

DELETE FROM association_scopes_entities
WHERE (entity_type = 'keypair' AND entity_id IN (SELECT access_key FROM keypairs WHERE secret_key IS NULL))
   OR (scope_type = 'keypair' AND scope_id IN (SELECT access_key FROM keypairs WHERE secret_key IS NULL));

DELETE FROM keypairs WHERE secret_key IS NULL;

UPDATE keypairs AS k
SET user_id = coalesce(k.user_id, u.email),
    is_active = coalesce(k.is_active, false),
    is_admin = coalesce(k.is_admin, false),
    num_queries = coalesce(k.num_queries, 0)
FROM users AS u
WHERE u.uuid = k."user"
  AND (k.user_id IS NULL OR k.is_active IS NULL OR k.is_admin IS NULL OR k.num_queries IS NULL);

ALTER TABLE keypairs
    ALTER COLUMN user_id SET NOT NULL,
    ALTER COLUMN secret_key SET NOT NULL,
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN is_admin SET NOT NULL,
    ALTER COLUMN num_queries SET NOT NULL;
