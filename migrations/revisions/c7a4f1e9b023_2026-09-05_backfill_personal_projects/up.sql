-- Every user gets a personal project, which is named after him: each character of the username that is no
-- letter, digit, underscore, dot or hyphen becomes a hyphen, and so does each run of separators; what the
-- domain has already gets a number. The older user has the first choice.

ALTER TABLE groups
    ADD COLUMN creator_id uuid,
    ADD CONSTRAINT fk_groups_creator_id_users
        FOREIGN KEY (creator_id) REFERENCES users (uuid) ON DELETE SET NULL;

DO $$
DECLARE
    -- In the locale C no letter beyond ASCII is known as one; better to keep all such characters than none.
    other text := CASE WHEN 'é' ~ '\w' THEN '[^\w.-]' ELSE '[^\w\u0080-\U0010FFFF.-]' END;
    policy text := (SELECT name FROM project_resource_policies ORDER BY name <> 'default', name LIMIT 1);
    owner record;
    wanted text;
    free text;
    number integer;
BEGIN
    FOR owner IN SELECT uuid, username, domain_name FROM users ORDER BY created_at, uuid LOOP
        IF policy IS NULL THEN
            RAISE EXCEPTION 'project_resource_policies is empty, and the personal projects of users need a policy: create one named default';
        END IF;
        wanted := regexp_replace(regexp_replace(owner.username, other, '-', 'g'), '[._-]{2,}', '-', 'g');
        wanted := rtrim(left(btrim(wanted, '._-'), 60), '._-');
        wanted := coalesce(nullif(wanted, ''), owner.uuid::text);
        free := wanted;
        number := 1;
        WHILE EXISTS (SELECT FROM groups WHERE name = free AND domain_name = owner.domain_name) LOOP
            number := number + 1;
            free := wanted || '-' || number;
        END LOOP;
        INSERT INTO groups (
            name, description, is_active, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles,
            resource_policy, type, creator_id
        ) VALUES (
            free, 'Personal Project', true, owner.domain_name, '{}', '{}', '\x90', policy, 'personal', owner.uuid
        );
    END LOOP;
END
$$;

CREATE UNIQUE INDEX uq_groups_personal_creator ON groups (creator_id) WHERE type = 'personal';
