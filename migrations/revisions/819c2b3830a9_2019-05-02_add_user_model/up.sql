-- Users: one for each name that keypairs have, an administrator where one of the keypairs is. They have no password; an administrator,
-- whose keypair goes on working, sets one. The Python manager makes the first characters of the secret key the password instead.

CREATE TYPE userrole AS ENUM ('superadmin', 'admin', 'user', 'monitor');

CREATE TABLE users (
    uuid                 uuid NOT NULL DEFAULT uuid_generate_v4(),
    username             varchar(64),
    email                varchar(64) NOT NULL,
    password             varchar,
    need_password_change boolean,
    first_name           varchar(32),
    last_name            varchar(32),
    description          varchar(500),
    is_active            boolean,
    created_at           timestamptz DEFAULT now(),
    role                 userrole,
    CONSTRAINT pk_users PRIMARY KEY (uuid),
    CONSTRAINT uq_users_username UNIQUE (username)
);
CREATE UNIQUE INDEX ix_users_email ON users (email);

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT access_key, user_id INTO wrong FROM keypairs WHERE coalesce(user_id, '') = '' OR length(user_id) > 64 LIMIT 1;
    IF FOUND AND coalesce(wrong.user_id, '') = '' THEN
        RAISE EXCEPTION 'keypairs, access_key %: it has no user_id, and every keypair needs a user', wrong.access_key
            USING HINT = 'Put the e-mail address of its user there.';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'keypairs, access_key %: the user_id "%" is longer than 64 characters', wrong.access_key, wrong.user_id;
    END IF;
END $$;

INSERT INTO users (username, email, need_password_change, is_active, role)
SELECT user_id, user_id, true, true, CASE WHEN bool_or(is_admin) THEN 'admin' ELSE 'user' END::userrole
FROM keypairs
GROUP BY user_id;

ALTER TABLE keypairs ADD COLUMN "user" uuid;
UPDATE keypairs AS k SET "user" = u.uuid FROM users AS u WHERE u.email = k.user_id;
ALTER TABLE keypairs
    ALTER COLUMN "user" SET NOT NULL,
    ADD CONSTRAINT fk_keypairs_user_users FOREIGN KEY ("user") REFERENCES users(uuid);
