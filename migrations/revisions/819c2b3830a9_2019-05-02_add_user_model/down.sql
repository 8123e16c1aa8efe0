-- loses: all rows of users; keypairs keep the names of theirs

UPDATE keypairs AS k SET user_id = u.email FROM users AS u WHERE u.uuid = k."user" AND coalesce(k.user_id, '') = '';
ALTER TABLE keypairs
    DROP CONSTRAINT fk_keypairs_user_users,
    DROP COLUMN "user";

DROP TABLE users;
DROP TYPE userrole;
