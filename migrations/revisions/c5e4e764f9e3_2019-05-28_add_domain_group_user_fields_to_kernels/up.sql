-- A kernel belongs to a domain, a group and a user: those of its keypair, and the group called default, in which all users are from
-- here on.

INSERT INTO groups (name, description, is_active, domain_name)
VALUES ('default', 'Default group', true, 'default')
ON CONFLICT (name, domain_name) DO NOTHING;

INSERT INTO association_groups_users (group_id, user_id)
SELECT g.id, u.uuid
FROM users AS u
JOIN groups AS g ON g.name = 'default' AND g.domain_name = 'default'
ON CONFLICT (user_id, group_id) DO NOTHING;

DO $$
DECLARE
    wrong uuid := (SELECT id FROM kernels WHERE access_key IS NULL LIMIT 1);
BEGIN
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'kernels, id %: it has no access_key, and every kernel needs a user', wrong
            USING HINT = 'Give it the keypair of its user, or delete it.';
    END IF;
END $$;

ALTER TABLE kernels
    ADD COLUMN domain_name varchar(64),
    ADD COLUMN group_id uuid,
    ADD COLUMN user_uuid uuid;
UPDATE kernels AS kernel SET domain_name = g.domain_name, group_id = g.id, user_uuid = k."user"
FROM keypairs AS k, groups AS g
WHERE k.access_key = kernel.access_key AND g.name = 'default' AND g.domain_name = 'default';
ALTER TABLE kernels
    ALTER COLUMN domain_name SET NOT NULL,
    ALTER COLUMN group_id SET NOT NULL,
    ALTER COLUMN user_uuid SET NOT NULL,
    ADD CONSTRAINT fk_kernels_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id),
    ADD CONSTRAINT fk_kernels_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users(uuid),
    ADD CONSTRAINT fk_kernels_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains(name);
