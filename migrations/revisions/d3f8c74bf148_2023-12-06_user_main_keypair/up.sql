-- Each user has a main keypair: the oldest one. A user without a keypair gets one with the keypair resource
-- policy named default, and none where there is no such policy. It has no SSH keys: they cannot be made here,
-- and the manager makes them when asked to.

ALTER TABLE users ADD COLUMN main_access_key varchar(20);

UPDATE users AS u SET main_access_key = k.access_key
FROM (
    SELECT DISTINCT ON ("user") "user", access_key FROM keypairs ORDER BY "user", created_at, access_key
) AS k
WHERE k."user" = u.uuid;

-- The bytes of four random UUIDs, without the two that hold their version and variant
CREATE FUNCTION pg_temp.random_text(alphabet text, size integer) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT string_agg(substr(alphabet, 1 + get_byte(random.bytes, position) % length(alphabet), 1), '')
    FROM (
        SELECT decode(string_agg(left(hex, 12) || substr(hex, 15, 2) || right(hex, 14), ''), 'hex') AS bytes
        FROM (SELECT replace(uuid_generate_v4()::text, '-', '') AS hex FROM generate_series(1, 4)) AS uuids
    ) AS random
    CROSS JOIN generate_series(0, size - 1) AS position
$$;

WITH made AS (
    INSERT INTO keypairs (
        user_id, access_key, secret_key, is_active, is_admin, rate_limit, num_queries, "user", resource_policy,
        dotfiles, bootstrap_script
    )
    SELECT email, 'AKIA' || pg_temp.random_text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16),
           pg_temp.random_text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', 40),
           true, coalesce(role IN ('superadmin', 'admin'), false), 10000, 0, uuid, 'default', '\x90', ''
    FROM users
    WHERE main_access_key IS NULL
      AND EXISTS (SELECT FROM keypair_resource_policies WHERE name = 'default')
    RETURNING "user", access_key
)
UPDATE users SET main_access_key = made.access_key FROM made WHERE made."user" = users.uuid;

DROP FUNCTION pg_temp.random_text(text, integer);

ALTER TABLE users
    ADD CONSTRAINT fk_users_main_access_key_keypairs FOREIGN KEY (main_access_key) REFERENCES keypairs(access_key);
